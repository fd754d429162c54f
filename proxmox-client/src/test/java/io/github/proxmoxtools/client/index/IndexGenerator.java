package io.github.proxmoxtools.client.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the index resource from the facts of the official schemas: files {@code pve-VERSION.json.gz} in one folder.
 *
 * <p>Run by {@link IndexGeneratorTest}; a normal build does not need it.
 */
final class IndexGenerator {
    private static final Pattern FILE_NAME = Pattern.compile("pve-(\\d+)\\.(\\d+).*\\.json\\.gz");
    private static final Pattern ROW = Pattern.compile("(.+)\\[(\\d+)-(\\d+)]");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");
    private static final List<String> KINDS = List.of("any", "string", "integer", "number", "boolean", "array",
            "object", "null");

    private final Map<String, JsonNode> versions;
    private Block texts = new Block();
    private Block records = new Block();
    private final Map<String, Integer> frequencies = new HashMap<>();

    private IndexGenerator(Map<String, JsonNode> versions) {
        this.versions = versions;
    }

    /** The facts in a folder, by version such as {@code 9.2}, oldest first. */
    static Map<String, JsonNode> facts(Path folder) {
        Map<String, JsonNode> facts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Matcher matcher = FILE_NAME.matcher(file.getFileName().toString());
                if (matcher.matches()) {
                    facts.put(matcher.group(1) + "." + matcher.group(2), read(file));
                }
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return facts;
    }

    private static JsonNode read(Path file) throws IOException {
        try (InputStream stream = new GZIPInputStream(Files.newInputStream(file))) {
            return new ObjectMapper().readTree(stream);
        }
    }

    /** The bytes of the resource. */
    static byte[] generate(Map<String, JsonNode> facts) {
        IndexGenerator generator = new IndexGenerator(facts);
        generator.writeAll();
        generator.placeFrequentTextsFirst();
        return generator.writeAll();
    }

    /** Near positions take fewer bytes, so the second run starts with the texts that the first one used most. */
    private void placeFrequentTextsFirst() {
        texts = new Block();
        records = new Block();
        frequencies.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey())).forEach(entry -> text(entry.getKey()));
    }

    private byte[] writeAll() {
        Bytes directory = new Bytes();
        directory.number(versions.size());
        versions.forEach((version, facts) -> {
            directory.number(text(version)).number(text(facts.get("version").asText()));
            directory.number(facts.get("paths").asInt()).number(facts.get("methods").asInt());
            directory.number(tree(Branch.of(facts.get("endpoints"))));
        });
        Bytes all = new Bytes();
        all.fixed(IndexFile.MAGIC).fixed(texts.length()).fixed(records.length());
        return all.append(texts.bytes()).append(records.bytes()).append(directory.bytes()).bytes();
    }

    private int text(String text) {
        frequencies.merge(text, 1, Integer::sum);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return texts.put(new Bytes().number(utf8.length).append(utf8));
    }

    private int tree(Branch branch) {
        Bytes bytes = new Bytes();
        List<String> methods = METHODS.stream().filter(branch.methods::containsKey).toList();
        bytes.number(methods.size());
        methods.forEach(method -> bytes.number(text(method)).number(method(branch.methods.get(method))));
        List<String> literals = branch.children.keySet().stream().filter(name -> !name.startsWith("{")).toList();
        bytes.number(literals.size());
        literals.forEach(name -> bytes.number(text(name)).number(tree(branch.children.get(name))));
        List<String> placeholders = branch.children.keySet().stream().filter(name -> name.startsWith("{")).toList();
        switch (placeholders.size()) {
            case 0 -> bytes.number(0);
            case 1 ->
                bytes.number(text(placeholders.getFirst())).number(tree(branch.children.get(placeholders.getFirst())));
            default -> throw new IllegalStateException("Several placeholders in one place: " + placeholders);
        }
        return records.put(bytes);
    }

    private int method(JsonNode facts) {
        int flags = flag(facts.path("protected").asBoolean(), IndexFile.MethodRecord.PROTECTED)
                | flag(facts.has("proxyto"), IndexFile.MethodRecord.PROXIED_TO_NODE)
                | flag(!facts.path("allowtoken").asBoolean(true), IndexFile.MethodRecord.REFUSES_TOKENS)
                | flag(facts.path("download_allowed").asBoolean(), IndexFile.MethodRecord.DOWNLOAD);
        Bytes bytes = new Bytes().number(text(facts.get("name").asText())).number(flags);
        bytes.number(permission(facts.get("permissions")));
        bytes.number(facts.path("parameters").isEmpty() ? 0 : properties(facts.get("parameters")));
        return records.put(bytes.number(type(facts.get("returns"))));
    }

    private static int flag(boolean value, int flag) {
        return value ? flag : 0;
    }

    private int properties(JsonNode properties) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        properties.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        Bytes bytes = new Bytes().number(sorted.size());
        sorted.forEach((name, type) -> bytes.number(text(name)).number(type(type)));
        return records.put(bytes);
    }

    private int type(JsonNode facts) {
        Bytes content = new Bytes();
        int flags = kind(facts) | flag(facts.path("optional").asBoolean(), ApiType.OPTIONAL)
                | flag(facts.path("default_key").asBoolean(), ApiType.DEFAULT_KEY);
        boolean namedFormat = facts.path("format").isTextual();
        flags |= optionalText(content, namedFormat ? facts.get("format") : null, ApiType.FORMAT);
        flags |= optionalText(content, facts.get("default"), ApiType.DEFAULT);
        flags |= optionalNumber(content, facts.get("minLength"), ApiType.MINIMUM_LENGTH);
        flags |= optionalNumber(content, facts.get("maxLength"), ApiType.MAXIMUM_LENGTH);
        flags |= optionalText(content, facts.get("minimum"), ApiType.MINIMUM);
        flags |= optionalText(content, facts.get("maximum"), ApiType.MAXIMUM);
        flags |= choices(content, facts.get("enum"));
        flags |= optionalText(content, facts.get("pattern"), ApiType.PATTERN);
        flags |= optionalText(content, facts.get("requires"), ApiType.REQUIRES);
        flags |= optionalText(content, facts.get("alias"), ApiType.ALIAS);
        flags |= parts(content, facts);
        return records.put(new Bytes().number(flags).append(content.bytes()));
    }

    private int parts(Bytes content, JsonNode facts) {
        int flags = 0;
        if (facts.has("items")) {
            content.number(type(facts.get("items")));
            flags |= ApiType.ITEMS;
        }
        if (facts.has("properties")) {
            content.number(properties(facts.get("properties")));
            flags |= ApiType.MEMBERS;
        }
        if (facts.path("format").isObject()) {
            content.number(properties(facts.get("format").get("property_string")));
            flags |= ApiType.PROPERTY_STRING;
        }
        return flags;
    }

    private static int kind(JsonNode facts) {
        int kind = KINDS.indexOf(facts.path("type").asText("any"));
        if (kind < 0) {
            throw new IllegalStateException("Unknown type in " + facts);
        }
        return kind;
    }

    private int optionalText(Bytes content, @Nullable JsonNode value, int flag) {
        if (value == null) {
            return 0;
        }
        content.number(text(value.asText()));
        return flag;
    }

    private static int optionalNumber(Bytes content, @Nullable JsonNode value, int flag) {
        if (value == null) {
            return 0;
        }
        content.number(value.asInt());
        return flag;
    }

    private int choices(Bytes content, @Nullable JsonNode choices) {
        if (choices == null) {
            return 0;
        }
        List<String> all = allChoices(choices);
        content.number(all.size());
        all.forEach(choice -> content.number(text(choice)));
        return ApiType.CHOICES;
    }

    /** All choices: the facts write a row of names such as scsi0 to scsi30 as {@code scsi[0-30]}. */
    static List<String> allChoices(JsonNode choices) {
        List<String> all = new ArrayList<>();
        choices.forEach(choice -> {
            Matcher row = ROW.matcher(choice.asText());
            if (row.matches()) {
                IntStream.rangeClosed(Integer.parseInt(row.group(2)), Integer.parseInt(row.group(3)))
                        .forEach(number -> all.add(row.group(1) + number));
            } else {
                all.add(choice.asText());
            }
        });
        return all;
    }

    private void textList(Bytes content, JsonNode list) {
        content.number(list.size());
        list.forEach(element -> content.number(text(element.asText())));
    }

    private int permission(@Nullable JsonNode facts) {
        if (facts == null) {
            return records.put(new Bytes().number(0));
        }
        return switch (facts.path("user").asText("")) {
            case "world" -> records.put(new Bytes().number(1));
            case "all" -> records.put(new Bytes().number(2));
            default -> check(facts.get("check"));
        };
    }

    private int check(JsonNode check) {
        String operator = check.get(0).asText();
        return switch (operator) {
            case "perm" -> privileges(check);
            case "and" -> parts(4, check);
            case "or" -> parts(5, check);
            case "userid-param" -> records.put(new Bytes().number(6).number(text(check.get(1).asText())));
            case "userid-group" -> userGroup(check);
            case "perm-modify" -> records.put(new Bytes().number(8).number(text(check.get(1).asText())));
            default -> throw new IllegalStateException("Unknown permission: " + check);
        };
    }

    private int privileges(JsonNode check) {
        Bytes bytes = new Bytes().number(3).number(text(check.get(1).asText()));
        bytes.number(option(check, 3, "any") == null ? 0 : 1);
        JsonNode required = option(check, 3, "require_param");
        bytes.number(required == null ? 0 : text(required.asText()));
        JsonNode privileges = check.get(2);
        if (privileges.isTextual()) {
            bytes.number(1).number(text(privileges.asText()));
        } else {
            textList(bytes, privileges);
        }
        return records.put(bytes);
    }

    private int userGroup(JsonNode check) {
        Bytes bytes = new Bytes().number(7);
        textList(bytes, check.get(1));
        JsonNode groups = option(check, 2, "groups_param");
        return records.put(bytes.number(groups == null ? 0 : text(groups.asText())));
    }

    private static @Nullable JsonNode option(JsonNode check, int from, String name) {
        for (int i = from; i + 1 < check.size(); i += 2) {
            if (check.get(i).asText().equals(name)) {
                return check.get(i + 1);
            }
        }
        return null;
    }

    private int parts(int kind, JsonNode check) {
        Bytes bytes = new Bytes().number(kind).number(check.size() - 1);
        for (int i = 1; i < check.size(); i++) {
            bytes.number(check(check.get(i)));
        }
        return records.put(bytes);
    }

    /** The tree of paths while it is built. */
    private static final class Branch {
        private final Map<String, Branch> children = new TreeMap<>();
        private final Map<String, JsonNode> methods = new TreeMap<>();

        static Branch of(JsonNode endpoints) {
            Branch root = new Branch();
            endpoints.properties().forEach(endpoint -> {
                Branch branch = root;
                for (String segment : PathTree.segments(endpoint.getKey())) {
                    branch = branch.children.computeIfAbsent(segment, unused -> new Branch());
                }
                for (Map.Entry<String, JsonNode> method : endpoint.getValue().properties()) {
                    branch.methods.put(method.getKey(), method.getValue());
                }
            });
            return root;
        }
    }

    /** A block of records; an equal record is stored once. Position 0 is kept for "none". */
    private static final class Block {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Map<ByteBuffer, Integer> known = new HashMap<>();

        Block() {
            bytes.write(0);
        }

        int put(Bytes entry) {
            byte[] content = entry.bytes();
            return known.computeIfAbsent(ByteBuffer.wrap(content), unused -> append(content));
        }

        private int append(byte[] content) {
            int position = bytes.size();
            bytes.writeBytes(content);
            return position;
        }

        int length() {
            return bytes.size();
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }

    /** Bytes with variable-length numbers. */
    private static final class Bytes {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Bytes number(int value) {
            int left = value;
            while (left > 0x7f) {
                bytes.write(left & 0x7f | 0x80);
                left >>>= 7;
            }
            bytes.write(left);
            return this;
        }

        Bytes fixed(int value) {
            bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
            return this;
        }

        Bytes append(byte[] more) {
            bytes.writeBytes(more);
            return this;
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
