package io.github.proxmoxtools.tools.spi;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Refuses declarations that contradict themselves, while they are built. */
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
        check.safety();
    }

    private void words() {
        require(NAME.matcher(tool.name()).matches(), "the name is lower-case words joined by _");
        require(!tool.command().isEmpty() && tool.command().stream().allMatch(w -> WORD.matcher(w).matches()),
                "command words are lower case");
        require(!tool.title().isBlank() && !tool.description().isBlank(), "title and description say something");
    }

    private void parameterNames() {
        Set<String> seen = new HashSet<>();
        for (Param<?> param : tool.params()) {
            require(!Tool.RESERVED.contains(param.name()), "'" + param.name() + "' is added by the engine");
            require(seen.add(param.name()), "'" + param.name() + "' is declared twice");
        }
        for (Param<?> param : tool.params()) {
            for (String alias : param.aliases()) {
                require(seen.add(alias), "the alias '" + alias + "' is taken");
            }
        }
    }

    private void endpoints() {
        List<Endpoint> endpoints = tool.action().endpoints();
        switch (tool.action()) {
            case Action.Rest rest -> {
                require(!endpoints.isEmpty(), "there is an endpoint");
                endpoints.forEach(this::placeholdersHaveParameters);
            }
            case Action.Scripted scripted -> require(!endpoints.isEmpty(), "a script says what it may call");
            case Action.Raw raw -> require(tool.safety() == Safety.READ, "a raw call is judged by what it calls");
        }
    }

    private void placeholdersHaveParameters(Endpoint endpoint) {
        Set<String> names = endpoint.params().stream().map(Param::apiName).collect(Collectors.toSet());
        for (String placeholder : endpoint.placeholders()) {
            require(names.contains(placeholder), "{" + placeholder + "} of " + endpoint + " has a parameter");
        }
    }

    private void safety() {
        if (tool.safety() == Safety.READ) {
            require(tool.destroysWhen().isEmpty(), "a tool that reads does not destroy");
        }
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            throw new DeclarationException(tool.name() + ": " + rule + " - but not here");
        }
    }
}
