package io.github.proxmoxtools.client.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes an index in the form in which a server describes its API, for tests. */
public final class DocumentWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiIndex index;

    private DocumentWriter(ApiIndex index) {
        this.index = index;
    }

    /** Gives the whole script. */
    public static String write(ApiIndex index) {
        try {
            return "const apiSchema = "
                    + JSON.writerWithDefaultPrettyPrinter().writeValueAsString(new DocumentWriter(index).nodes("/"))
                    + "\n;\n\nlet method2cmd = { GET: 'get', POST: 'create' };\nExt.onReady(function() { return [1] });\n";
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private ArrayNode nodes(String parent) {
        ArrayNode nodes = JSON.createArrayNode();
        for (String child : index.children(parent)) {
            String path = parent.equals("/") ? "/" + child : parent + "/" + child;
            ObjectNode node = nodes.addObject().put("leaf", 0).put("text", child);
            ArrayNode children = nodes(path);
            if (!children.isEmpty()) {
                node.set("children", children);
            }
            ObjectNode info = node.putObject("info");
            for (String method : index.methods(path)) {
                info.set(method, method(index.method(method, path).orElseThrow()));
            }
            node.put("path", path);
        }
        return nodes;
    }

    private static ObjectNode method(ApiMethod method) {
        ObjectNode node = JSON.createObjectNode().put("description", "Something \u00fcseful. const x = [").put("method",
                method.httpMethod()).put("name", method.name());
        node.put("allowtoken", method.allowsToken() ? 1 : 0).put("protected", method.isProtected() ? 1 : 0);
        method.proxyTo().ifPresent(name -> node.put("proxyto", name));
        if (method.allowsDownload()) {
            node.put("download_allowed", 1);
        }
        ObjectNode parameters = node.putObject("parameters").put("additionalProperties", 0);
        ObjectNode properties = parameters.putObject("properties");
        method.parameters().forEach(parameter -> properties.set(parameter.name(), type(parameter.valueType())));
        permission(node, method.permission());
        node.set("returns", type(method.returns()));
        return node;
    }

    private static void permission(ObjectNode node, Permission permission) {
        switch (permission) {
            case Permission.RootOnly() -> {
            }
            case Permission.Everyone() -> node.putObject("permissions").put("user", "world");
            case Permission.AnyUser() -> node.putObject("permissions").put("user", "all");
            default -> node.putObject("permissions").put("description", "Words.").set("check", check(permission));
        }
    }

    private static ArrayNode check(Permission permission) {
        ArrayNode check = JSON.createArrayNode();
        switch (permission) {
            case Permission.Privileges(var path, var privileges, var any, var required) -> {
                check.add("perm").add(path);
                privileges.forEach(check.addArray()::add);
                if (any) {
                    check.add("any").add(1);
                }
                required.ifPresent(name -> check.add("require_param").add(name));
            }
            case Permission.All(var parts) -> add(check.add("and"), parts);
            case Permission.Any(var parts) -> add(check.add("or"), parts);
            case Permission.UserParameter(var need) -> check.add("userid-param").add(need);
            case Permission.UserGroup(var privileges, var groups) -> {
                check.add("userid-group");
                privileges.forEach(check.addArray()::add);
                groups.ifPresent(name -> check.add("groups_param").add(name));
            }
            case Permission.ModifyPath(var path) -> check.add("perm-modify").add(path);
            default -> throw new AssertionError(permission);
        }
        return check;
    }

    private static void add(ArrayNode check, List<Permission> parts) {
        parts.forEach(part -> check.add(check(part)));
    }

    private static ObjectNode type(ApiType type) {
        ObjectNode node = JSON.createObjectNode();
        if (type.kind() != ApiKind.ANY) {
            node.put("type", type.kind().schemaName());
        }
        node.put("typetext", "<words>").put("verbose_description", "Many words.");
        if (type.optional()) {
            node.put("optional", 1);
        }
        if (type.isDefaultKey()) {
            node.put("default_key", 1);
        }
        put(node, "format", type.format());
        put(node, "default", type.defaultValue());
        put(node, "pattern", type.pattern());
        put(node, "requires", type.requires());
        put(node, "alias", type.alias());
        put(node, "minimum", Optional.of(type.minimumText()).filter(text -> !text.isEmpty()));
        put(node, "maximum", Optional.of(type.maximumText()).filter(text -> !text.isEmpty()));
        type.minLength().ifPresent(length -> node.put("minLength", length));
        type.maxLength().ifPresent(length -> node.put("maxLength", length));
        if (!type.choices().isEmpty()) {
            type.choices().forEach(node.putArray("enum")::add);
        }
        type.items().ifPresent(items -> node.set("items", type(items)));
        if (!type.properties().isEmpty()) {
            node.set("properties", types(type.properties()));
        }
        if (type.isPropertyString()) {
            node.set("format", types(type.propertyString()));
        }
        return node;
    }

    private static void put(ObjectNode node, String name, Optional<String> text) {
        text.ifPresent(value -> node.put(name, value));
    }

    private static ObjectNode types(Map<String, ApiType> types) {
        ObjectNode node = JSON.createObjectNode();
        types.forEach((name, type) -> node.set(name, type(type)));
        return node;
    }
}
