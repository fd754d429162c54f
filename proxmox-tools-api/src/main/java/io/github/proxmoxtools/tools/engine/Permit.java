package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.Permission;
import io.github.proxmoxtools.tools.spi.Data;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What this login lacks for the calls of a job, as far as the API's schema and the login's own privileges tell.
 *
 * <p>Some calls check more once they run; the server has the last word.
 */
final class Permit {
    private static final String LATER = "what Proxmox VE finds out while it does it";
    private final Calls calls;
    private final ApiIndex index;

    Permit(Calls calls, ApiIndex index) {
        this.calls = calls;
        this.index = index;
    }

    /** Empty where the login's privileges could not be read, or the server asks for more than it says beforehand. */
    Optional<List<String>> missing(Job job) {
        if (!(calls.attempt(Survey.get("/access/permissions")) instanceof Calls.Part.Came(Data privileges))) {
            return Optional.empty();
        }
        Login login = new Login(calls.client().login(), new PrivilegeTree(privileges));
        Set<String> missing = new LinkedHashSet<>();
        job.requests().forEach(request -> match(request, index).ifPresent(match -> Needs.of(match.method())
                .ifPresent(needed -> missing.addAll(missing(login, needed, arguments(request, match))))));
        boolean isOpen = missing.isEmpty() && !login.isRoot()
                && job.requests().anyMatch(request -> isDecidedLater(login, request, index));
        return isOpen ? Optional.empty() : Optional.of(List.copyOf(missing));
    }

    private static boolean isDecidedLater(Login login, ApiRequest request, ApiIndex index) {
        return match(request, index).filter(match -> Needs.isDecidedLater(match.method()))
                .filter(match -> Needs.enough(match.method())
                        .filter(enough -> enough.allows(login, arguments(request, match))).isEmpty())
                .isPresent();
    }

    /** What a call needs, in words. */
    static List<String> needed(ApiRequest request, ApiIndex index) {
        return match(request, index).map(match -> needed(request, match)).orElse(List.of());
    }

    private static List<String> needed(ApiRequest request, ApiIndex.Match match) {
        String words = filled(Needs.words(match.method()), arguments(request, match));
        boolean isMoreAsked = Needs.isDecidedLater(match.method()) && Needs.of(match.method()).isPresent();
        return isMoreAsked ? List.of(words, LATER) : List.of(words);
    }

    private static Optional<ApiIndex.Match> match(ApiRequest request, ApiIndex index) {
        return index.match(request.method().name(), request.path().segments());
    }

    private static Map<String, String> arguments(ApiRequest request, ApiIndex.Match match) {
        Map<String, String> arguments = new LinkedHashMap<>(match.pathArguments());
        for (Parameter parameter : request.parameters()) {
            arguments.merge(parameter.name(), parameter.value(), (first, second) -> first + "," + second);
        }
        return arguments;
    }

    private static List<String> missing(Login login, Permission permission, Map<String, String> arguments) {
        if (permission.allows(login, arguments)) {
            return List.of();
        }
        return switch (permission) {
            case Permission.All all -> all.parts().stream()
                    .flatMap(part -> missing(login, part, arguments).stream()).toList();
            case Permission.Privileges wanted when !wanted.any() && wanted.requiredParameter().isEmpty() ->
                List.of(lacking(login, wanted, wanted.resolvedPath(arguments)));
            default -> List.of(filled(permission.toString(), arguments));
        };
    }

    private static String lacking(Login login, Permission.Privileges wanted, String path) {
        return String.join(" and ", wanted.privileges().stream().filter(name -> !login.holds(path, name)).toList())
                + " on " + path;
    }

    /** With the call's own arguments. */
    private static String filled(String words, Map<String, String> arguments) {
        String filled = words;
        for (Map.Entry<String, String> argument : arguments.entrySet()) {
            filled = filled.replace("{" + argument.getKey() + "}", argument.getValue());
        }
        return filled;
    }
}
