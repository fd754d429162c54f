package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
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

/**
 * What this login lacks for the calls of a job, as far as the API's schema and the login's own privileges tell.
 *
 * <p>Some calls check more once they run; the server has the last word.
 */
final class Permit {
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
        job.requests().forEach(request -> index.match(request.method().name(), request.path().segments())
                .ifPresent(match -> missing
                        .addAll(missing(login, match.method().permission(), arguments(request, match)))));
        boolean isOpen = missing.isEmpty() && !login.isRoot()
                && job.writtenRequests().anyMatch(request -> isJudgedLater(request, index));
        return isOpen ? Optional.empty() : Optional.of(List.copyOf(missing));
    }

    /** For some changes the schema lets in everybody who is logged in; what they need depends on what they touch. */
    private static boolean isJudgedLater(ApiRequest request, ApiIndex index) {
        return request.method() != HttpMethod.GET && index.match(request.method().name(), request.path().segments())
                .filter(match -> match.method().permission() instanceof Permission.AnyUser).isPresent();
    }

    /** What a call needs, in words. */
    static Optional<String> needed(ApiRequest request, ApiIndex index) {
        return isJudgedLater(request, index)
                ? Optional.of("what Proxmox VE finds out while it does it")
                : index.match(request.method().name(), request.path().segments())
                        .map(match -> resolved(match.method().permission(), arguments(request, match)));
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
            default -> List.of(resolved(permission, arguments));
        };
    }

    private static String lacking(Login login, Permission.Privileges wanted, String path) {
        return String.join(" and ", wanted.privileges().stream().filter(name -> !login.holds(path, name)).toList())
                + " on " + path;
    }

    /** The permission in words, with the call's own arguments. */
    private static String resolved(Permission permission, Map<String, String> arguments) {
        String words = permission.toString();
        for (Map.Entry<String, String> argument : arguments.entrySet()) {
            words = words.replace("{" + argument.getKey() + "}", argument.getValue());
        }
        return words;
    }

    /** Who calls, and what it may; which groups it is in is not asked for. */
    private record Login(String name, PrivilegeTree tree) implements Permission.Caller {
        @Override
        public Optional<String> userid() {
            int token = name.indexOf('!');
            return Optional.of(token < 0 ? name : name.substring(0, token));
        }

        @Override
        public boolean isRoot() {
            return name.equals("root@pam");
        }

        @Override
        public boolean holds(String aclPath, String privilege) {
            return tree.holds(aclPath, privilege);
        }

        @Override
        public List<String> groupsOf(String userid) {
            return tree.groupsOf(userid);
        }
    }
}
