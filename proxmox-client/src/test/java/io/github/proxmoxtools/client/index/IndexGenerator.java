package io.github.proxmoxtools.client.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Makes the index resource from the facts of the official schemas: files {@code pve-VERSION.json.gz} in one folder.
 *
 * <p>Run by {@link IndexGeneratorTest}; a normal build does not need it.
 */
final class IndexGenerator {
    private static final Pattern FILE_NAME = Pattern.compile("pve-(\\d+)\\.(\\d+).*\\.json\\.gz");
    private static final Pattern ROW = Pattern.compile("(.+)\\[(\\d+)-(\\d+)]");

    private IndexGenerator() {}

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
        Map<String, IndexWriter.Version> versions = new TreeMap<>();
        facts.forEach((name, version) -> versions.put(name, version(version)));
        return IndexWriter.write(versions);
    }

    private static IndexWriter.Version version(JsonNode version) {
        Map<String, Map<String, SchemaFacts>> endpoints = new LinkedHashMap<>();
        version.get("endpoints").properties().forEach(endpoint -> {
            Map<String, SchemaFacts> methods = new LinkedHashMap<>();
            endpoint.getValue().properties()
                    .forEach(method -> methods.put(method.getKey(), object(method.getValue())));
            endpoints.put(endpoint.getKey(), methods);
        });
        return new IndexWriter.Version(version.get("version").asText(), endpoints);
    }

    private static SchemaFacts object(JsonNode node) {
        Map<String, Object> members = new LinkedHashMap<>();
        node.properties().forEach(member -> members.put(member.getKey(),
                member.getKey().equals("enum") && member.getValue().isArray()
                        ? allChoices(member.getValue())
                        : value(member.getValue())));
        return new SchemaFacts(members);
    }

    private static Object value(JsonNode node) {
        if (node.isObject()) {
            return object(node);
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(element -> list.add(value(element)));
            return list;
        }
        return node.asText();
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
}
