package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a tool sends when it makes one call and nothing else. */
final class SoleCall {
    private final Tool tool;
    private final Endpoint endpoint;

    SoleCall(Tool tool, Endpoint endpoint) {
        this.tool = tool;
        this.endpoint = endpoint;
    }

    /** The parts of a path, with placeholders. */
    static List<String> template(Endpoint endpoint) {
        return List.of(endpoint.path().substring(1).split("/", -1));
    }

    /** Whether the tool, given the right arguments, would send this. */
    boolean is(List<String> segments, List<Parameter> parameters) {
        boolean isAlone = tool.action() instanceof Action.Rest && endpoint.streamed().isEmpty();
        return isAlone && holdsWhatIsFixed(parameters)
                && parameters.stream().allMatch(given -> isFixed(given) || sent(given.name()).isPresent())
                && isTaken(arguments(segments, parameters));
    }

    private boolean holdsWhatIsFixed(List<Parameter> parameters) {
        return endpoint.fixed().keySet().stream()
                .allMatch(name -> parameters.stream().anyMatch(given -> given.name().equals(name)));
    }

    private boolean isFixed(Parameter given) {
        return given.value().equals(endpoint.fixed().get(given.name()));
    }

    private Optional<Param<?>> sent(String apiName) {
        return endpoint.params().stream().filter(param -> param.isSent() && param.apiName().equals(apiName))
                .filter(param -> !(param.type() instanceof ParamType.LocalFile))
                .filter(param -> !endpoint.placeholders().contains(apiName)).findFirst();
    }

    private Map<String, @Nullable Object> arguments(List<String> segments, List<Parameter> parameters) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        List<String> template = template(endpoint);
        for (int i = 0; i < template.size(); i++) {
            String part = template.get(i);
            String value = segments.get(i);
            endpoint.params().stream().filter(param -> part.equals("{" + param.apiName() + "}")).findFirst()
                    .ifPresent(param -> arguments.put(param.name(), value));
        }
        parameters.forEach(given -> sent(given.name())
                .ifPresent(param -> arguments.merge(param.name(), List.of(given.value()), SoleCall::both)));
        arguments.replaceAll((name, value) -> value instanceof List<?> list && list.size() == 1
                ? list.getFirst()
                : value);
        return arguments;
    }

    private static Object both(Object first, Object second) {
        return Stream.of(first, second).flatMap(part -> ((List<?>) part).stream()).toList();
    }

    /** A value that the tool refuses is one that its class does not speak of. */
    private boolean isTaken(Map<String, @Nullable Object> arguments) {
        try {
            Bound bound = Binder.bind(tool, arguments);
            return endpoint.when().map(condition -> condition.holds(bound)).orElse(true);
        } catch (InvalidCall refused) {
            return false;
        }
    }
}
