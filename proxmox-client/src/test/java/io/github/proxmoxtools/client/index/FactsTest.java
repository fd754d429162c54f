package io.github.proxmoxtools.client.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the index answers is what the facts say: all of them, where somebody has them. */
class FactsTest {
    private static final List<String> PERL_ONLY = List.of();

    @Test
    void everyMethodAnswersTheFacts() {
        Facts.all().forEach((version, facts) -> {
            ApiIndex index = ApiIndex.of(version);
            Set<String> paths = new TreeSet<>();
            facts.get("endpoints").properties().forEach(endpoint -> {
                paths.add(endpoint.getKey());
                compareMethods(index, endpoint.getKey(), endpoint.getValue());
            });
            assertEquals(List.copyOf(paths), index.paths());
        });
    }

    private static void compareMethods(ApiIndex index, String path, JsonNode methods) {
        assertEquals(methods.size(), index.methods(path).size(), path);
        methods.properties().forEach(method -> compare(index.method(method.getKey(), path).orElseThrow(), method));
    }

    private static void compare(ApiMethod method, Map.Entry<String, JsonNode> entry) {
        JsonNode facts = entry.getValue();
        String where = method.toString();
        assertEquals(facts.get("name").asText(), method.name(), where);
        assertEquals(facts.path("protected").asBoolean(), method.isProtected(), where);
        assertEquals(facts.path("proxyto").asText(""), method.proxyTo().orElse(""), where);
        assertEquals(facts.path("allowtoken").asBoolean(true), method.allowsToken(), where);
        assertEquals(facts.path("parameters").size(), method.parameters().size(), where);
        facts.path("parameters").properties().forEach(parameter -> compare(where + " " + parameter.getKey(),
                parameter.getValue(), method.parameter(parameter.getKey()).orElseThrow().valueType()));
        compare(where, facts.get("returns"), method.returns());
        method.permission();
    }

    private static void compare(String where, JsonNode facts, ApiType type) {
        assertEquals(facts.path("type").asText("any"), type.kind().schemaName(), where);
        assertEquals(facts.path("optional").asBoolean(), type.optional(), where);
        assertEquals(facts.path("default_key").asBoolean(), type.isDefaultKey(), where);
        assertEquals(facts.path("default").asText(""), type.defaultValue().orElse(""), where);
        assertEquals(facts.path("pattern").asText(""), type.pattern().orElse(""), where);
        assertEquals(facts.path("requires").asText(""), type.requires().orElse(""), where);
        assertEquals(facts.path("alias").asText(""), type.alias().orElse(""), where);
        assertEquals(number(facts.path("minimum")), type.minimum(), where);
        assertEquals(number(facts.path("maximum")), type.maximum(), where);
        assertEquals(length(facts.path("minLength")), type.minLength(), where);
        assertEquals(length(facts.path("maxLength")), type.maxLength(), where);
        assertEquals(IndexGenerator.allChoices(facts.path("enum")), type.choices(), where);
        compareParts(where, facts, type);
    }

    private static void compareParts(String where, JsonNode facts, ApiType type) {
        JsonNode format = facts.path("format");
        assertEquals(format.isTextual() ? format.asText() : "", type.format().orElse(""), where);
        compareAll(where, format.path("property_string"), type.propertyString());
        compareAll(where, facts.path("properties"), type.properties());
        assertEquals(facts.has("items"), type.items().isPresent(), where);
        type.items().ifPresent(items -> compare(where + "[]", facts.get("items"), items));
    }

    private static void compareAll(String where, JsonNode facts, Map<String, ApiType> types) {
        assertEquals(facts.size(), types.size(), where);
        types.forEach((name, type) -> compare(where + "." + name, facts.get(name), type));
    }

    private static OptionalDouble number(JsonNode value) {
        return value.isMissingNode() ? OptionalDouble.empty() : OptionalDouble.of(value.asDouble());
    }

    private static OptionalInt length(JsonNode value) {
        return value.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(value.asInt());
    }

    @Test
    void everyPatternIsReadableInJavaButThese() {
        Set<String> unreadable = new TreeSet<>();
        Facts.all().values().forEach(facts -> facts.findValuesAsText("pattern").stream()
                .filter(pattern -> PerlPattern.translate(pattern).isEmpty()).forEach(unreadable::add));
        assertEquals(PERL_ONLY, List.copyOf(unreadable));
    }
}
