package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.tools.spi.Param;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A secret parameter: read from a file, the standard input or the keyboard, never from the arguments. */
final class SecretFiller implements Filler {
    private final Param<?> param;
    private final Terminal terminal;
    private final String name;
    private final OptionSpec file;
    private final OptionSpec input;
    private final OptionSpec prompt;

    SecretFiller(Param<?> param, Terminal terminal) {
        this.param = param;
        this.terminal = terminal;
        this.name = "--" + param.name();
        this.file = Specs.value("FILE", (param.description() + " Read from the first line of this file.").strip(),
                false,
                name + "-file");
        this.input = Specs.flag("The same, read from the first line of the standard input.", name + "-stdin");
        this.prompt = OptionSpec.builder(name).type(String.class).arity("0..1").fallbackValue("").paramLabel("")
                .description("The same, asked for on the terminal" + (param.isRequired() ? " (the default)." : "."))
                .build();
    }

    @Override
    public List<ArgSpec> specs() {
        return List.of(file, input, prompt);
    }

    @Override
    public void fill(Map<String, @Nullable Object> arguments) {
        fillFromLine(arguments);
        secret().ifPresent(value -> arguments.put(param.name(), value));
    }

    /** No secret is told there. */
    @Override
    public void fillFromLine(Map<String, @Nullable Object> arguments) {
        if (Specs.text(prompt).filter(value -> !value.isEmpty()).isPresent()) {
            throw Usage.error(name + " takes no value: other users of this machine can read a command line",
                    "Use " + name + "-file FILE or " + name + "-stdin, or put " + name
                            + " last and without a value to be asked.");
        }
    }

    private Optional<String> secret() {
        Optional<String> path = Specs.text(file);
        if (path.isPresent()) {
            return Optional.of(firstLine(path.get()));
        }
        if (Specs.isGiven(input)) {
            return Optional.of(terminal.readInputLine()
                    .orElseThrow(() -> Usage.error(name + "-stdin: the standard input is empty")));
        }
        if (prompt.getValue() == null && !param.isRequired()) {
            return Optional.empty();
        }
        if (!terminal.canAsk()) {
            throw Usage.error(name + " is required, and there is no terminal to ask for it",
                    "Use " + name + "-file FILE or " + name + "-stdin.");
        }
        return Optional.of(param.isNewSecret() ? typedTwice() : typed(param.name() + ": "));
    }

    /** Nobody sees a slip, and nobody knows the password that it makes. */
    private String typedTwice() {
        String secret = typed(param.name() + ": ");
        if (!typed(param.name() + " again: ").equals(secret)) {
            throw Usage.error(name + ": the two were not the same", "Nothing was sent; try again.");
        }
        return secret;
    }

    private String typed(String question) {
        return terminal.askSecret(question)
                .orElseThrow(() -> Usage.error(name + ": nothing was typed, or it could not be hidden",
                        "Use " + name + "-file FILE or " + name + "-stdin."));
    }

    private String firstLine(String path) {
        try {
            return Files.readString(Path.of(path)).lines().findFirst()
                    .orElseThrow(() -> Usage.error(name + "-file: '" + path + "' is empty"));
        } catch (IOException | IllegalArgumentException e) {
            throw Usage.error(name + "-file: '" + path + "' cannot be read");
        }
    }
}
