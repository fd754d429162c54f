package io.github.proxmoxtools.client.index;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Writes the facts of schemas in the form that {@link IndexFile} reads. */
final class IndexWriter {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");
    private static final List<String> KINDS = List.of("any", "string", "integer", "number", "boolean", "array",
            "object", "null");

    private final Map<String, Version> versions;
    private IndexBlock texts = new IndexBlock();
    private IndexBlock records = new IndexBlock();
    private final Map<String, Integer> frequencies = new HashMap<>();

    private IndexWriter(Map<String, Version> versions) {
        this.versions = versions;
    }

    /**
     * The facts of one version.
     *
     * @param release such as {@code 9.2.3}
     * @param endpoints by path template and method
     */
    record Version(String release, Map<String, Map<String, SchemaFacts>> endpoints) {}

    /** The bytes of an index of several versions, by names such as {@code 9.2}. */
    static byte[] write(Map<String, Version> versions) {
        IndexWriter writer = new IndexWriter(versions);
        writer.writeAll();
        writer.placeFrequentTextsFirst();
        return writer.writeAll();
    }

    /** Near positions take fewer bytes, so the second run starts with the texts that the first one used most. */
    private void placeFrequentTextsFirst() {
        texts = new IndexBlock();
        records = new IndexBlock();
        frequencies.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey())).forEach(entry -> text(entry.getKey()));
    }

    private byte[] writeAll() {
        IndexBytes directory = new IndexBytes();
        directory.number(versions.size());
        versions.forEach((name, version) -> {
            directory.number(text(name)).number(text(version.release()));
            directory.number(version.endpoints().size());
            directory.number(version.endpoints().values().stream().mapToInt(Map::size).sum());
            directory.number(tree(Branch.of(version.endpoints())));
        });
        IndexBytes all = new IndexBytes();
        all.fixed(IndexFile.MAGIC).fixed(texts.length()).fixed(records.length());
        return all.append(texts.bytes()).append(records.bytes()).append(directory.bytes()).bytes();
    }

    private int text(String text) {
        frequencies.merge(text, 1, Integer::sum);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return texts.put(new IndexBytes().number(utf8.length).append(utf8));
    }

    private int tree(Branch branch) {
        IndexBytes bytes = new IndexBytes();
        List<String> methods = METHODS.stream().filter(branch.methods::containsKey).toList();
        bytes.number(methods.size());
        methods.forEach(method -> bytes.number(text(method)).number(method(branch.method(method))));
        List<String> literals = branch.children.keySet().stream().filter(name -> !name.startsWith("{")).toList();
        bytes.number(literals.size());
        literals.forEach(name -> bytes.number(text(name)).number(tree(branch.child(name))));
        List<String> placeholders = branch.children.keySet().stream().filter(name -> name.startsWith("{")).toList();
        switch (placeholders.size()) {
            case 0 -> bytes.number(0);
            case 1 ->
                bytes.number(text(placeholders.getFirst())).number(tree(branch.child(placeholders.getFirst())));
            default -> throw new IllegalArgumentException("several placeholders stand in one place: " + placeholders);
        }
        return records.put(bytes);
    }

    private int method(SchemaFacts facts) {
        int flags = flag(facts.isTrue("protected"), IndexFile.MethodRecord.PROTECTED)
                | flag(facts.has("proxyto"), IndexFile.MethodRecord.PROXIED_TO_NODE)
                | flag(facts.has("allowtoken") && !facts.isTrue("allowtoken"), IndexFile.MethodRecord.REFUSES_TOKENS)
                | flag(facts.isTrue("download_allowed"), IndexFile.MethodRecord.DOWNLOAD);
        IndexBytes bytes = new IndexBytes().number(text(facts.text("name").orElse(""))).number(flags);
        bytes.number(permission(facts.object("permissions")));
        SchemaFacts parameters = facts.object("parameters").orElse(SchemaFacts.NONE);
        bytes.number(parameters.isEmpty() ? 0 : properties(parameters));
        return records.put(bytes.number(type(facts.object("returns").orElse(SchemaFacts.NONE))));
    }

    private static int flag(boolean value, int flag) {
        return value ? flag : 0;
    }

    private int properties(SchemaFacts properties) {
        Map<String, SchemaFacts> sorted = new TreeMap<>(properties.objects());
        IndexBytes bytes = new IndexBytes().number(sorted.size());
        sorted.forEach((name, type) -> bytes.number(text(name)).number(type(type)));
        return records.put(bytes);
    }

    private int type(SchemaFacts facts) {
        IndexBytes content = new IndexBytes();
        int flags = kind(facts) | flag(facts.isTrue("optional"), ApiType.OPTIONAL)
                | flag(facts.isTrue("default_key"), ApiType.DEFAULT_KEY);
        flags |= optionalText(content, facts.text("format"), ApiType.FORMAT);
        flags |= optionalText(content, facts.text("default"), ApiType.DEFAULT);
        flags |= optionalNumber(content, facts.number("minLength"), ApiType.MINIMUM_LENGTH);
        flags |= optionalNumber(content, facts.number("maxLength"), ApiType.MAXIMUM_LENGTH);
        flags |= optionalText(content, facts.decimal("minimum"), ApiType.MINIMUM);
        flags |= optionalText(content, facts.decimal("maximum"), ApiType.MAXIMUM);
        flags |= choices(content, facts.texts("enum"));
        flags |= optionalText(content, facts.text("pattern"), ApiType.PATTERN);
        flags |= optionalText(content, facts.text("requires"), ApiType.REQUIRES);
        flags |= optionalText(content, facts.text("alias"), ApiType.ALIAS);
        flags |= parts(content, facts);
        return records.put(new IndexBytes().number(flags).append(content.bytes()));
    }

    private int parts(IndexBytes content, SchemaFacts facts) {
        int flags = 0;
        Optional<SchemaFacts> items = facts.object("items");
        if (items.isPresent()) {
            content.number(type(items.get()));
            flags |= ApiType.ITEMS;
        }
        Optional<SchemaFacts> members = facts.object("properties");
        if (members.isPresent()) {
            content.number(properties(members.get()));
            flags |= ApiType.MEMBERS;
        }
        Optional<SchemaFacts> keys = facts.object("format").flatMap(format -> format.object("property_string"));
        if (keys.isPresent()) {
            content.number(properties(keys.get()));
            flags |= ApiType.PROPERTY_STRING;
        }
        return flags;
    }

    /** What this program does not know may be anything. */
    private static int kind(SchemaFacts facts) {
        return Math.max(KINDS.indexOf(facts.text("type").orElse("any")), 0);
    }

    private int optionalText(IndexBytes content, Optional<String> value, int flag) {
        value.ifPresent(text -> content.number(text(text)));
        return value.isPresent() ? flag : 0;
    }

    private static int optionalNumber(IndexBytes content, OptionalInt value, int flag) {
        value.ifPresent(content::number);
        return value.isPresent() ? flag : 0;
    }

    private int choices(IndexBytes content, Optional<List<String>> choices) {
        choices.ifPresent(all -> textList(content, all));
        return choices.isPresent() ? ApiType.CHOICES : 0;
    }

    private void textList(IndexBytes content, List<String> list) {
        content.number(list.size());
        list.forEach(element -> content.number(text(element)));
    }

    private int permission(Optional<SchemaFacts> facts) {
        if (facts.isEmpty()) {
            return records.put(new IndexBytes().number(0));
        }
        return switch (facts.get().text("user").orElse("")) {
            case "world" -> records.put(new IndexBytes().number(1));
            case "all" -> records.put(new IndexBytes().number(2));
            default ->
                facts.get().list("check").map(this::check).orElseGet(() -> records.put(new IndexBytes().number(0)));
        };
    }

    private int check(List<?> check) {
        return switch (text(check, 0)) {
            case "perm" -> privileges(check);
            case "and" -> parts(4, check);
            case "or" -> parts(5, check);
            case "userid-param" -> records.put(new IndexBytes().number(6).number(text(text(check, 1))));
            case "userid-group" -> userGroup(check);
            case "perm-modify" -> records.put(new IndexBytes().number(8).number(text(text(check, 1))));
            default -> records.put(new IndexBytes().number(4).number(0)); // no part that we could judge: the server does
        };
    }

    private int privileges(List<?> check) {
        IndexBytes bytes = new IndexBytes().number(3).number(text(text(check, 1)));
        bytes.number(option(check, 3, "any").isEmpty() ? 0 : 1);
        bytes.number(option(check, 3, "require_param").map(this::text).orElse(0));
        textList(bytes, texts(check, 2));
        return records.put(bytes);
    }

    private int userGroup(List<?> check) {
        IndexBytes bytes = new IndexBytes().number(7);
        textList(bytes, texts(check, 1));
        return records.put(bytes.number(option(check, 2, "groups_param").map(this::text).orElse(0)));
    }

    private static Optional<String> option(List<?> check, int from, String name) {
        for (int i = from; i + 1 < check.size(); i += 2) {
            if (text(check, i).equals(name)) {
                return Optional.of(text(check, i + 1));
            }
        }
        return Optional.empty();
    }

    private int parts(int kind, List<?> check) {
        IndexBytes bytes = new IndexBytes().number(kind).number(check.size() - 1);
        for (Object part : check.subList(1, check.size())) {
            bytes.number(check(part instanceof List<?> list ? list : List.of()));
        }
        return records.put(bytes);
    }

    private static String text(List<?> list, int place) {
        return place < list.size() ? String.valueOf(list.get(place)) : "";
    }

    private static List<String> texts(List<?> list, int place) {
        return place < list.size() && list.get(place) instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(text(list, place));
    }

    /** The tree of paths while it is built. */
    private static final class Branch {
        private final Map<String, Branch> children = new TreeMap<>();
        private final Map<String, SchemaFacts> methods = new TreeMap<>();

        static Branch of(Map<String, Map<String, SchemaFacts>> endpoints) {
            Branch root = new Branch();
            endpoints.forEach((path, methods) -> {
                Branch branch = root;
                for (String segment : PathTree.segments(path)) {
                    branch = branch.children.computeIfAbsent(segment, unused -> new Branch());
                }
                branch.methods.putAll(methods);
            });
            return root;
        }

        Branch child(String name) {
            return Objects.requireNonNull(children.get(name), name);
        }

        SchemaFacts method(String name) {
            return Objects.requireNonNull(methods.get(name), name);
        }
    }
}
