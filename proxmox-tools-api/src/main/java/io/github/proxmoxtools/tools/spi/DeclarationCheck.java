package io.github.proxmoxtools.tools.spi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Refuses declarations that contradict themselves, while they are built.
 *
 * <p>Every program does this for dozens of tools while somebody waits for it: plain loops, and words only for what is wrong.
 */
final class DeclarationCheck {
    private static final Pattern NAME = Pattern.compile("[a-z]+(_[a-z0-9]+)+");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9\\-]*");

    private final Tool tool;

    private DeclarationCheck(Tool tool) {
        this.tool = tool;
    }

    static void of(Tool tool) {
        DeclarationCheck check = new DeclarationCheck(tool);
        check.words();
        check.parameterNames();
        check.endpoints();
        check.conditions();
        check.safety();
    }

    private void words() {
        require(NAME.matcher(tool.name()).matches(), "the name is lower-case words joined by _");
        require(!tool.command().isEmpty(), "there are command words");
        for (String word : tool.command()) {
            require(WORD.matcher(word).matches(), "command words are lower case");
        }
        require(!tool.title().isBlank() && !tool.description().isBlank(), "title and description say something");
    }

    private void parameterNames() {
        Map<String, Param<?>> seen = new HashMap<>();
        for (Input input : tool.inputs()) {
            for (Param<?> param : input.params()) {
                refuseReserved(param.name());
                Param<?> first = seen.putIfAbsent(param.name(), param);
                require(first == null || isSame(first, param), () -> "'" + param.name() + "' is declared twice");
            }
        }
        Set<String> taken = new HashSet<>(seen.keySet());
        for (Param<?> param : tool.params()) {
            for (String alias : param.aliases()) {
                refuseReserved(alias);
                require(taken.add(alias), () -> "the alias '" + alias + "' is taken");
            }
        }
    }

    private void refuseReserved(String name) {
        require(!Tool.RESERVED.contains(name), () -> "'" + name + "' is added by the engine");
    }

    /**
     * Endpoints may disagree about whether they require a parameter, not about what it is.
     *
     * <p>Mostly it is the very same; comparing records has machinery that is built at run time.
     */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Param<?> one, Param<?> other) {
        boolean sameType = one.type() == other.type() || one.type().equals(other.type());
        return sameType && one.isSecret() == other.isSecret()
                && one.isSent() == other.isSent() && one.apiName().equals(other.apiName());
    }

    private void endpoints() {
        List<Endpoint> endpoints = tool.action().endpoints();
        // No switch over types: its machinery is built at run time, and every program declares its tools when it starts.
        if (tool.action() instanceof Action.Rest) {
            require(!endpoints.isEmpty(), "there is an endpoint");
            endpoints.forEach(this::placeholdersHaveParameters);
            endpoints.forEach(this::filesAreUploaded);
        } else if (tool.action() instanceof Action.Scripted) {
            require(!endpoints.isEmpty(), "a script says what it may call");
        } else if (tool.action() instanceof Action.RawUpload) {
            require(tool.safety() != Safety.READ, "an upload changes");
        } else {
            require(tool.safety() == Safety.READ, "a raw call is judged by what it calls");
        }
    }

    private void placeholdersHaveParameters(Endpoint endpoint) {
        Map<String, Param<?>> byName = new HashMap<>();
        for (Param<?> param : endpoint.params()) {
            byName.put(param.apiName(), param);
        }
        for (String placeholder : endpoint.placeholders()) {
            Param<?> param = byName.get(placeholder);
            require(param != null, () -> "{" + placeholder + "} of " + endpoint + " has a parameter");
            require(param == null || isOneText(param.type()),
                    () -> "{" + placeholder + "} of " + endpoint + " is one text");
        }
    }

    private void filesAreUploaded(Endpoint endpoint) {
        int files = 0;
        for (Param<?> param : endpoint.params()) {
            if (param.isSent() && param.type() instanceof ParamType.LocalFile) {
                files++;
            }
        }
        require(files == 0 || (files == 1 && endpoint.verb() == Verb.POST),
                () -> endpoint + " takes one local file at most, and with POST only");
    }

    private static boolean isOneText(ParamType type) {
        return !(type instanceof ParamType.TextList || type instanceof ParamType.Mapping
                || type instanceof ParamType.ObjectList);
    }

    /** A condition on what cannot be given would never hold, and nobody would notice. */
    private void conditions() {
        Set<String> taken = new HashSet<>();
        for (Param<?> param : tool.params()) {
            taken.add(param.name());
        }
        for (Endpoint endpoint : tool.action().endpoints()) {
            if (endpoint.when().isPresent()) {
                dependsOn(taken, endpoint.when().get());
            }
        }
        for (Condition condition : tool.destroysWhen()) {
            dependsOn(taken, condition);
        }
    }

    private void dependsOn(Set<String> taken, Condition condition) {
        for (Param<?> param : condition.params()) {
            require(taken.contains(param.name()),
                    () -> "'" + param.name() + "', on which it depends, is a parameter");
        }
    }

    private void safety() {
        if (tool.safety() == Safety.READ) {
            require(tool.destroysWhen().isEmpty(), "a tool that reads does not destroy");
        }
    }

    private void require(boolean holds, String rule) {
        require(holds, () -> rule);
    }

    private void require(boolean holds, Supplier<String> rule) {
        if (!holds) {
            throw new DeclarationException(tool.name() + ": " + rule.get() + " - but not here");
        }
    }
}
