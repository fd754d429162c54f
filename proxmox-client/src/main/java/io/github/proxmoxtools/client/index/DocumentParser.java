package io.github.proxmoxtools.client.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the array of an API document as a stream: what the index does not hold never takes memory. */
final class DocumentParser {
    private static final int DEEPEST = 200;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int MOST_PATHS = 20_000;
    private static final Set<String> TEXTS = Set.of("type", "format", "default", "minLength", "maxLength", "minimum",
            "maximum", "pattern", "requires", "alias", "optional", "default_key", "name", "protected", "proxyto",
            "allowtoken", "download_allowed", "user");
    private static final JsonFactory FACTORY = JsonFactory.builder().streamReadConstraints(StreamReadConstraints
            .builder().maxNestingDepth(DEEPEST).maxStringLength(LONGEST_TEXT).build()).build();

    private final Map<String, Map<String, SchemaFacts>> endpoints = new TreeMap<>();

    /** Reads to the end of the array, and no further. */
    Map<String, Map<String, SchemaFacts>> read(InputStream array) throws IOException {
        try (JsonParser parser = FACTORY.createParser(array)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            parser.nextToken();
            nodes(parser);
            if (endpoints.isEmpty()) {
                throw new ApiDocumentException("the description of the API names no method", null);
            }
            return endpoints;
        }
    }

    private void nodes(JsonParser parser) throws IOException {
        expect(parser, JsonToken.START_ARRAY);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            node(parser);
        }
    }

    private void node(JsonParser parser) throws IOException {
        expect(parser, JsonToken.START_OBJECT);
        String path = "";
        Map<String, SchemaFacts> methods = Map.of();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("path") && value.isScalarValue()) {
                path = parser.getText();
            } else if (name.equals("info") && value == JsonToken.START_OBJECT) {
                methods = methods(parser);
            } else if (name.equals("children") && value == JsonToken.START_ARRAY) {
                nodes(parser);
            } else {
                parser.skipChildren();
            }
        }
        add(parser, path, methods);
    }

    private void add(JsonParser parser, String path, Map<String, SchemaFacts> methods) throws IOException {
        if (methods.isEmpty()) {
            return;
        }
        if (!path.startsWith("/")) {
            throw new JsonParseException(parser, "methods without a path");
        }
        endpoints.put(path, methods);
        if (endpoints.size() > MOST_PATHS) {
            throw new ApiDocumentException("the description of the API names more than " + MOST_PATHS + " paths",
                    null);
        }
    }

    private Map<String, SchemaFacts> methods(JsonParser parser) throws IOException {
        Map<String, SchemaFacts> methods = new TreeMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                methods.put(name, facts(parser));
            } else {
                parser.skipChildren();
            }
        }
        return methods;
    }

    /** Reads a method or a type: both are objects with known members. */
    private SchemaFacts facts(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (value) {
                case START_OBJECT -> object(parser, name, members);
                case START_ARRAY -> array(parser, name, members);
                default -> {
                    if (TEXTS.contains(name) && value != JsonToken.VALUE_NULL) {
                        members.put(name, scalar(parser));
                    }
                }
            }
        }
        return new SchemaFacts(members);
    }

    private void object(JsonParser parser, String name, Map<String, Object> members) throws IOException {
        switch (name) {
            case "properties" -> members.put(name, types(parser));
            case "items", "returns", "permissions" -> members.put(name, facts(parser));
            case "format" -> members.put(name, new SchemaFacts(Map.of("property_string", types(parser))));
            case "parameters" -> facts(parser).object("properties").ifPresent(types -> members.put(name, types));
            default -> parser.skipChildren();
        }
    }

    private static void array(JsonParser parser, String name, Map<String, Object> members) throws IOException {
        if (name.equals("enum") || name.equals("check")) {
            members.put(name, list(parser));
        } else {
            parser.skipChildren();
        }
    }

    private SchemaFacts types(JsonParser parser) throws IOException {
        Map<String, Object> types = new TreeMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                types.put(name, facts(parser));
            } else {
                parser.skipChildren();
            }
        }
        return new SchemaFacts(types);
    }

    private static List<Object> list(JsonParser parser) throws IOException {
        List<Object> list = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY) {
                list.add(list(parser));
            } else if (token == JsonToken.START_OBJECT) {
                parser.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                list.add(scalar(parser));
            }
        }
        return list;
    }

    /** A text, or a number or boolean as it is written: Perl makes no difference. */
    private static String scalar(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> "1";
            case VALUE_FALSE -> "0";
            default -> parser.getText();
        };
    }

    private static void expect(JsonParser parser, JsonToken token) throws IOException {
        if (parser.currentToken() != token) {
            throw new JsonParseException(parser, "expected " + token + ", not " + parser.currentToken());
        }
    }
}
