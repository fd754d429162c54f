package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.ApiMethod;
import io.github.proxmoxtools.client.index.ApiParameter;
import io.github.proxmoxtools.client.index.ApiType;
import io.github.proxmoxtools.simulator.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The API's own documentation, in the form in which every node serves it: a script that holds the whole schema. */
final class ApiDocument {
    static final String PATH = "/pve-docs/api-viewer/apidoc.js";
    /** On a real node the viewer's own code follows; whoever reads the schema must find its end by itself. */
    private static final String VIEWER = """

                                         ;

                                         let clicommand = {"GET": "get", "POST": "create", "PUT": "set", "DELETE": "delete"};

                                         Ext.onReady(function() {
                                             let roots = [apiSchema];
                                             Ext.create('Ext.container.Viewport', {title: "API [stand-in]; no viewer", items: roots});
                                         });
                                         """;
    private static final Map<String, String> WRITTEN = new ConcurrentHashMap<>();

    private final ApiIndex index;

    ApiDocument(ApiIndex index) {
        this.index = index;
    }

    String text() {
        return WRITTEN.computeIfAbsent(index.version(), version -> write());
    }

    private String write() {
        List<String> tops = children("").stream().map(top -> Json.write(node(top))).toList();
        return "const apiSchema = [\n" + String.join(",\n", tops) + "\n]" + VIEWER;
    }

    private List<String> children(String path) {
        return index.children(path.isEmpty() ? "/" : path).stream().map(name -> path + "/" + name).toList();
    }

    private Object node(String path) {
        List<String> below = children(path);
        Row row = new Row();
        if (!below.isEmpty()) {
            row.with("children", below.stream().map(this::node).toList());
        }
        Map<String, Object> info = new LinkedHashMap<>();
        index.methods(path)
                .forEach(name -> index.method(name, path).ifPresent(method -> info.put(name, method(method))));
        if (!info.isEmpty()) {
            row.with("info", info);
        }
        return row.with("leaf", below.isEmpty() ? 1 : 0).with("path", path)
                .with("text", path.substring(path.lastIndexOf('/') + 1)).fields();
    }

    private static Object method(ApiMethod method) {
        Row row = new Row().with("allowtoken", method.allowsToken() ? 1 : 0).with("description", "")
                .with("method", method.httpMethod()).with("name", method.name());
        row.with("parameters", parameters(method));
        PermissionForm.of(method.permission()).ifPresent(permissions -> row.with("permissions", permissions));
        if (method.isProtected()) {
            row.with("protected", 1);
        }
        method.proxyTo().ifPresent(parameter -> row.with("proxyto", parameter));
        if (method.allowsDownload()) {
            row.with("download_allowed", 1);
        }
        return row.with("returns", type(method.returns())).fields();
    }

    private static Object parameters(ApiMethod method) {
        Row row = new Row().with("additionalProperties", method.acceptsOtherParameters() ? 1 : 0);
        Map<String, Object> properties = new LinkedHashMap<>();
        for (ApiParameter parameter : method.parameters()) {
            properties.put(parameter.name(), type(parameter.valueType()));
        }
        return properties.isEmpty() ? row.fields() : row.with("properties", properties).fields();
    }

    private static Map<String, @Nullable Object> type(ApiType type) {
        if (type.alias().isPresent()) {
            return new Row().withAny("alias", type.alias()).fields();
        }
        Row row = new Row();
        if (type.isDefaultKey()) {
            row.with("default_key", 1);
        }
        row.withAny("default", type.defaultValue());
        if (!type.choices().isEmpty()) {
            row.with("enum", type.choices());
        }
        if (type.isPropertyString()) {
            row.with("format", types(type.propertyString()));
        } else {
            row.withAny("format", type.format());
        }
        type.items().ifPresent(items -> row.with("items", type(items)));
        number(row, "maximum", type.maximum());
        length(row, "maxLength", type.maxLength());
        number(row, "minimum", type.minimum());
        length(row, "minLength", type.minLength());
        if (type.optional()) {
            row.with("optional", 1);
        }
        row.withAny("pattern", type.pattern());
        if (!type.properties().isEmpty()) {
            row.with("properties", types(type.properties()));
        }
        return row.withAny("requires", type.requires()).with("type", type.kind().schemaName()).fields();
    }

    private static Map<String, Object> types(Map<String, ApiType> members) {
        Map<String, Object> types = new LinkedHashMap<>();
        members.forEach((name, member) -> types.put(name, type(member)));
        return types;
    }

    private static void length(Row row, String name, OptionalInt value) {
        value.ifPresent(length -> row.with(name, length));
    }

    private static void number(Row row, String name, OptionalDouble value) {
        value.ifPresent(number -> row.with(name, number == Math.rint(number) ? (Object) (long) number : number));
    }
}
