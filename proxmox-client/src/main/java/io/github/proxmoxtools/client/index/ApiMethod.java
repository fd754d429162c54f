package io.github.proxmoxtools.client.index;

import io.github.proxmoxtools.client.words.NearWords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts of one method of one path: its parameters, who may call it, and what it answers. */
public final class ApiMethod {
    private final IndexFile file;
    private final String httpMethod;
    private final String path;
    private final IndexFile.MethodRecord facts;
    private final Map<String, Integer> parameterTypes;

    ApiMethod(IndexFile file, String httpMethod, String path, IndexFile.MethodRecord facts) {
        this.file = file;
        this.httpMethod = httpMethod;
        this.path = path;
        this.facts = facts;
        this.parameterTypes = Collections.unmodifiableMap(file.properties(facts.parameters()));
    }

    /** {@return {@code GET}, {@code POST}, {@code PUT} or {@code DELETE}} */
    public String httpMethod() {
        return httpMethod;
    }

    /** {@return the path template, such as {@code /nodes/{node}/qemu}} */
    public String path() {
        return path;
    }

    /** {@return the name that Proxmox's own code gives it, such as {@code vmlist}} */
    public String name() {
        return facts.name();
    }

    /** {@return the names of all parameters, sorted, those of the path included; indexed ones as {@code net[n]}} */
    public List<String> parameterNames() {
        return List.copyOf(parameterTypes.keySet());
    }

    /** {@return all parameters, those of the path included, sorted by name} */
    public List<ApiParameter> parameters() {
        List<ApiParameter> parameters = new ArrayList<>(parameterTypes.size());
        for (Map.Entry<String, Integer> entry : parameterTypes.entrySet()) {
            parameters.add(new ApiParameter(entry.getKey(), file.type(entry.getValue())));
        }
        return List.copyOf(parameters);
    }

    /**
     * The parameter of this name.
     *
     * @param name as in a call, such as {@code net0}, or as in the schema, such as {@code net[n]}
     * @return the parameter, if the method has it
     */
    public Optional<ApiParameter> parameter(String name) {
        Integer type = parameterTypes.get(name);
        if (type != null) {
            return Optional.of(new ApiParameter(name, file.type(type)));
        }
        Optional<String> schemaName = IndexedNames.schemaName(name);
        Integer indexed = schemaName.isPresent() ? parameterTypes.get(schemaName.get()) : null;
        return indexed == null
                ? Optional.empty()
                : Optional.of(new ApiParameter(schemaName.orElse(name), file.type(indexed)));
    }

    /**
     * Names of parameters that look like a wrong one, the likeliest first.
     *
     * @param wrong the name that the method does not have
     * @param max how many at most
     * @return names; empty if nothing is alike
     */
    public List<String> suggestParameters(String wrong, int max) {
        return NearWords.of(wrong, parameterTypes.keySet(), max);
    }

    /** {@return whether the server hands the call to its privileged daemon} */
    public boolean isProtected() {
        return facts.has(IndexFile.MethodRecord.PROTECTED);
    }

    /** {@return the parameter that names the node which answers the call; empty if any node does} */
    public Optional<String> proxyTo() {
        return facts.has(IndexFile.MethodRecord.PROXIED_TO_NODE) ? Optional.of("node") : Optional.empty();
    }

    /** {@return whether an API token may call it; otherwise only a ticket may} */
    public boolean allowsToken() {
        return !facts.has(IndexFile.MethodRecord.REFUSES_TOKENS);
    }

    /** {@return whether the answer may be a file instead of JSON} */
    public boolean allowsDownload() {
        return facts.has(IndexFile.MethodRecord.DOWNLOAD);
    }

    /** {@return who may call it} */
    public Permission permission() {
        return file.permission(facts.permission());
    }

    /** {@return what it answers in {@code data}} */
    public ApiType returns() {
        return file.type(facts.returns());
    }

    /** {@return whether parameters that the schema does not name are accepted: no method of these versions does} */
    public boolean acceptsOtherParameters() {
        return false;
    }

    /**
     * Everything that is wrong with the parameters of a call, in Proxmox's own words and all at once.
     *
     * <p>Only what the schema tells is checked; the server may still refuse what only it can know.
     *
     * @param values all parameters, those of the path included, as they stand in a form; a repeated name has several
     * @return in the order of {@link #parameters()}, then those of indexed, unknown and required names
     */
    public List<Problem> check(Map<String, List<String>> values) {
        return ParameterCheck.check(this, values);
    }

    /** Whether the parameter must be there, told without decoding it. */
    boolean requires(String name) {
        return !file.isOptional(position(name));
    }

    ApiType type(String name) {
        return file.type(position(name));
    }

    private int position(String name) {
        Integer position = parameterTypes.get(name);
        if (position == null) {
            throw new IllegalArgumentException(this + " has no parameter " + name);
        }
        return position;
    }

    @Override
    public String toString() {
        return httpMethod + " " + path;
    }
}
