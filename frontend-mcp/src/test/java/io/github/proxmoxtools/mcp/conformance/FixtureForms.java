package io.github.proxmoxtools.mcp.conformance;

import java.util.List;
import java.util.Map;

/** The schemas that the suite wants to see. */
final class FixtureForms {
    static final Map<String, Object> USER = object(
            Map.of("username", described("User's response"), "email", described("User's email address")),
            List.of("username", "email"));

    static final Map<String, Object> DEFAULTS = object(Map.of("name", defaults("string", "John Doe"), "age",
            defaults("integer", 30), "score", defaults("number", 95.5), "status",
            Map.of("type", "string", "enum", List.of("active", "inactive", "pending"), "default", "active"), "verified",
            defaults("boolean", true)), List.of());

    private static final List<String> OPTIONS = List.of("option1", "option2", "option3");

    static final Map<String, Object> CHOICES = object(Map.of("untitledSingle",
            Map.of("type", "string", "enum", OPTIONS), "titledSingle",
            Map.of("type", "string", "oneOf", titled("Option")), "legacyEnum",
            Map.of("type", "string", "enum", List.of("opt1", "opt2", "opt3"), "enumNames",
                    List.of("Option One", "Option Two", "Option Three")),
            "untitledMulti", Map.of("type", "array", "items", Map.of("type", "string", "enum", OPTIONS)), "titledMulti",
            Map.of("type", "array", "items", Map.of("anyOf", titled("Choice")))), List.of());

    static final Map<String, Object> JSON_SCHEMA_2020_12 = Map.of("$schema",
            "https://json-schema.org/draft/2020-12/schema", "type", "object", "$defs",
            Map.of("address", Map.of("$anchor", "addressDef", "type", "object", "properties",
                    Map.of("street", type("string"), "city", type("string")))),
            "properties",
            Map.of("name", type("string"), "address", Map.of("$ref", "#/$defs/address"), "contactMethod",
                    Map.of("type", "string", "enum", List.of("phone", "email")), "phone", type("string"), "email",
                    type("string")),
            "allOf", List.of(Map.of("anyOf", List.of(needs("phone"), needs("email")))), "if",
            Map.of("properties", Map.of("contactMethod", Map.of("const", "phone")), "required",
                    List.of("contactMethod")),
            "then", needs("phone"), "else", needs("email"), "additionalProperties", false);

    private FixtureForms() {}

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        return Map.of("type", "object", "properties", properties, "required", required);
    }

    private static Map<String, Object> type(String type) {
        return Map.of("type", type);
    }

    private static Map<String, Object> needs(String property) {
        return Map.of("required", List.of(property));
    }

    private static Map<String, Object> described(String description) {
        return Map.of("type", "string", "description", description);
    }

    private static Map<String, Object> defaults(String type, Object value) {
        return Map.of("type", type, "default", value);
    }

    private static List<Map<String, Object>> titled(String what) {
        return List.of(Map.of("const", "value1", "title", "First " + what),
                Map.of("const", "value2", "title", "Second " + what),
                Map.of("const", "value3", "title", "Third " + what));
    }
}
