package io.github.proxmoxtools.cli.program;

import io.github.proxmoxtools.cli.page.Page;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.ApiMethod;
import io.github.proxmoxtools.client.index.ApiType;
import io.github.proxmoxtools.tools.engine.Needs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a method of a path.
 *
 * @param method its schema
 * @param version of that schema
 */
record MethodFacts(ApiMethod method, String version) {
    void write(Page page) {
        page.heading(method.httpMethod());
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Needs", Needs.words(method) + (method.allowsToken() ? "" : "; no API token"));
        facts.put("Answers", words(method.returns()));
        List<String> missing = versionsWithout();
        if (!missing.isEmpty()) {
            facts.put("Not in", String.join(", ", missing));
        }
        List<String> gone = namesOfOtherVersions();
        if (!gone.isEmpty()) {
            facts.put("Elsewhere", String.join(", ", gone));
        }
        page.terms(facts);
        Map<String, String> terms = new LinkedHashMap<>();
        parameters().forEach(one -> terms.put(one.parameter().name(), one.sentence()));
        if (!terms.isEmpty()) {
            page.facts(terms);
        }
    }

    /** Lists the parameters: those of the path, then required ones, then the others. */
    List<ParameterFacts> parameters() {
        List<ParameterFacts> path = new ArrayList<>();
        List<ParameterFacts> required = new ArrayList<>();
        List<ParameterFacts> optional = new ArrayList<>();
        method.parameters().forEach(parameter -> {
            boolean ofPath = method.path().contains("{" + parameter.name() + "}");
            ParameterFacts facts = new ParameterFacts(parameter, ofPath, versionsOf(parameter.name()));
            (ofPath ? path : parameter.optional() ? optional : required).add(facts);
        });
        path.addAll(required);
        path.addAll(optional);
        return path;
    }

    private Map<String, ApiMethod> everywhere() {
        Map<String, ApiMethod> everywhere = new LinkedHashMap<>();
        for (String one : ApiIndex.versions()) {
            Optional<ApiMethod> found = ApiIndex.of(one).method(method.httpMethod(), method.path());
            found.ifPresent(there -> everywhere.put(one, there));
        }
        return everywhere;
    }

    private List<String> versionsWithout() {
        return ApiIndex.versions().stream().filter(one -> !everywhere().containsKey(one)).toList();
    }

    /** Empty where all versions of the method have it. */
    private List<String> versionsOf(String name) {
        Map<String, ApiMethod> everywhere = everywhere();
        List<String> having = new ArrayList<>();
        everywhere.forEach((one, there) -> {
            if (there.parameterNames().contains(name)) {
                having.add(one);
            }
        });
        return having.size() == everywhere.size() ? List.of() : having;
    }

    /** Names parameters that this version does not have and another one does. */
    private List<String> namesOfOtherVersions() {
        Map<String, List<String>> others = new LinkedHashMap<>();
        everywhere().forEach((one, there) -> there.parameterNames().stream()
                .filter(name -> !method.parameterNames().contains(name))
                .forEach(name -> others.computeIfAbsent(name, key -> new ArrayList<>()).add(one)));
        return others.entrySet().stream().map(other -> other.getKey() + " (" + String.join(" ", other.getValue()) + ")")
                .toList();
    }

    private static String words(ApiType type) {
        Optional<ApiType> items = type.items();
        if (items.isPresent()) {
            return "a list, of each " + words(items.get());
        }
        String members = String.join(", ", type.properties().keySet());
        return type.kind().schemaName() + (members.isEmpty() ? "" : " with " + members);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("method", method.httpMethod());
        map.put("name", method.name());
        map.put("permission", Needs.words(method));
        map.put("allowsToken", method.allowsToken());
        map.put("parameters", parameters().stream().map(ParameterFacts::toMap).toList());
        map.put("returns", shape(method.returns()));
        map.put("versions", List.copyOf(everywhere().keySet()));
        List<String> others = namesOfOtherVersions();
        if (!others.isEmpty()) {
            map.put("parametersElsewhere", others);
        }
        return map;
    }

    private static Map<String, Object> shape(ApiType type) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", type.kind().schemaName());
        type.format().ifPresent(format -> map.put("format", format));
        type.items().ifPresent(items -> map.put("items", shape(items)));
        if (!type.properties().isEmpty()) {
            Map<String, Object> members = new LinkedHashMap<>();
            type.properties().forEach((name, member) -> members.put(name, shape(member)));
            map.put("members", members);
        }
        return map;
    }
}
