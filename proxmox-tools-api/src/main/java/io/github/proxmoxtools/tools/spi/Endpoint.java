package io.github.proxmoxtools.tools.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A method and path of the Proxmox VE API, with what is sent to it.
 *
 * @param verb the method
 * @param path the path below {@code /api2/json}, with {@code {placeholders}}
 * @param inputs what it takes from the tool's arguments
 * @param fixed values that are always sent
 * @param versions which versions have it
 * @param when the arguments for which it is chosen; absent means otherwise
 * @param keeping which rows of its list belong to the answer, by field and value; none for all
 * @param streamed the address whose content travels in the body, for endpoints that take an upload
 */
public record Endpoint(Verb verb, String path, List<Input> inputs, Map<String, String> fixed, Versions versions,
        Optional<Condition> when, Map<String, String> keeping, Optional<Param<String>> streamed) {
    private static final Pattern PATH = Pattern.compile("(/([a-zA-Z0-9_\\-]+|\\{[a-zA-Z0-9_\\-]+\\}))+");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z0-9_\\-]+)\\}");

    /** Checks the path and copies the collections. */
    public Endpoint {
        if (!PATH.matcher(path).matches()) {
            throw new DeclarationException("'" + path + "' is no path of the API");
        }
        inputs = List.copyOf(inputs);
        fixed = Collections.unmodifiableMap(new LinkedHashMap<>(fixed));
        keeping = Collections.unmodifiableMap(new LinkedHashMap<>(keeping));
    }

    private static Endpoint of(Verb verb, String path, Input... inputs) {
        return new Endpoint(verb, path, List.of(inputs), Map.of(), Versions.ALL, Optional.empty(), Map.of(),
                Optional.empty());
    }

    /**
     * Declares a GET.
     *
     * @param path the path
     * @param inputs what it takes
     * @return the endpoint
     */
    public static Endpoint get(String path, Input... inputs) {
        return of(Verb.GET, path, inputs);
    }

    /**
     * Declares a POST.
     *
     * @param path the path
     * @param inputs what it takes
     * @return the endpoint
     */
    public static Endpoint post(String path, Input... inputs) {
        return of(Verb.POST, path, inputs);
    }

    /**
     * Declares a PUT.
     *
     * @param path the path
     * @param inputs what it takes
     * @return the endpoint
     */
    public static Endpoint put(String path, Input... inputs) {
        return of(Verb.PUT, path, inputs);
    }

    /**
     * Declares a DELETE.
     *
     * @param path the path
     * @param inputs what it takes
     * @return the endpoint
     */
    public static Endpoint delete(String path, Input... inputs) {
        return of(Verb.DELETE, path, inputs);
    }

    /**
     * Always sends a value.
     *
     * @param name Proxmox VE's parameter
     * @param value its value
     * @return the endpoint
     */
    public Endpoint with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(fixed);
        more.put(name, value);
        return new Endpoint(verb, path, inputs, more, versions, when, keeping, streamed);
    }

    /**
     * Chooses this endpoint for some arguments only.
     *
     * @param condition when it is chosen
     * @return the endpoint
     */
    public Endpoint when(Condition condition) {
        return new Endpoint(verb, path, inputs, fixed, versions, Optional.of(condition), keeping, streamed);
    }

    /**
     * Says which version brought the endpoint.
     *
     * @param version such as {@code 8.0}
     * @return the endpoint
     */
    public Endpoint since(String version) {
        return new Endpoint(verb, path, inputs, fixed, versions.since(version), when, keeping, streamed);
    }

    /**
     * Says which version no longer has the endpoint.
     *
     * @param version such as {@code 9.0}
     * @return the endpoint
     */
    public Endpoint until(String version) {
        return new Endpoint(verb, path, inputs, fixed, versions.until(version), when, keeping, streamed);
    }

    /**
     * Keeps only some rows of the list that the server answers with.
     *
     * @param field a field of the rows
     * @param value the value it must have
     * @return the endpoint
     */
    public Endpoint keeping(String field, String value) {
        return new Endpoint(verb, path, inputs, fixed, versions, when, Map.of(field, value), streamed);
    }

    /**
     * Sends what is found at an address, fetched by this program itself; for a POST that takes an upload.
     *
     * @param address the parameter with the http or https address; it is not sent
     * @return the endpoint
     */
    public Endpoint streaming(Param<String> address) {
        if (verb != Verb.POST) {
            throw new DeclarationException("only a POST takes an upload, not " + this);
        }
        return new Endpoint(verb, path, inputs, fixed, versions, when, keeping, Optional.of(address));
    }

    /**
     * Lists the names between braces.
     *
     * @return in the order of the path
     */
    public List<String> placeholders() {
        List<String> names = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(path);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /**
     * Lists the parameters of all inputs.
     *
     * @return in the order of the declaration
     */
    public List<Param<?>> params() {
        List<Param<?>> params = new ArrayList<>();
        for (Input input : inputs) {
            params.addAll(input.params());
        }
        return Collections.unmodifiableList(params);
    }

    /**
     * Tells whether a call uses a parameter of the tool, be it sent or streamed.
     *
     * @param param one of the tool's parameters
     * @return whether it does
     */
    public boolean takes(Param<?> param) {
        return params().stream().anyMatch(own -> own.name().equals(param.name()))
                || streamed.filter(address -> address.name().equals(param.name())).isPresent();
    }

    /**
     * Gives the guest it is about.
     *
     * @return the guest input, if it has one
     */
    public Optional<GuestInput> guest() {
        return inputs.stream().filter(GuestInput.class::isInstance).map(GuestInput.class::cast).findFirst();
    }

    boolean requires(Param<?> param) {
        return params().stream().anyMatch(own -> own.name().equals(param.name()) && own.isRequired());
    }

    @Override
    public String toString() {
        return verb + " " + path;
    }
}
