package io.github.proxmoxtools.cli.output;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a call is about, by the arguments that name it: the last placeholder of its path, or of the path at which a POST makes
 * something new.
 *
 * @param placeholder as in the path, such as {@code poolid}
 * @param name as it was given
 */
public record Subject(String placeholder, String name) {
    /** Nothing where the arguments do not say. */
    public static Optional<Subject> of(Tool tool, Map<String, ? extends @Nullable Object> arguments) {
        return endpoint(tool).flatMap(Subject::placeholder).flatMap(placeholder -> tool.params().stream()
                .filter(param -> param.apiName().equals(placeholder)).map(Param::name).map(arguments::get)
                .flatMap(value -> Optional.ofNullable(value).stream()).findFirst()
                .map(value -> new Subject(placeholder, value.toString())));
    }

    /** What is changed counts, not what is read to do so. */
    private static Optional<Endpoint> endpoint(Tool tool) {
        if (tool.action() instanceof Action.Raw || tool.action() instanceof Action.RawUpload) {
            return Optional.empty();
        }
        List<Endpoint> endpoints = tool.action().endpoints();
        return endpoints.stream().filter(endpoint -> !endpoint.verb().reads()).findFirst()
                .or(() -> endpoints.stream().findFirst());
    }

    private static Optional<String> placeholder(Endpoint endpoint) {
        Optional<String> made = endpoint.verb() == Verb.POST ? child(endpoint.path()) : Optional.empty();
        return made.or(() -> endpoint.placeholders().isEmpty()
                ? Optional.empty()
                : Optional.of(endpoint.placeholders().getLast()));
    }

    /** The only thing that stands below a list, such as {@code poolid} below {@code /pools}. */
    private static Optional<String> child(String path) {
        return ApiIndex.of(ApiIndex.versions().getLast()).children(path).stream()
                .filter(child -> child.startsWith("{") && child.endsWith("}"))
                .map(child -> child.substring(1, child.length() - 1)).findFirst();
    }
}
