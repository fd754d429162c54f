package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a command line that is not finished, up to the word that is being typed; what is wrong in it is passed over. */
final class TypedWords {
    private final List<String> said;
    private final Globals globals = new Globals();
    private int at;
    private @Nullable GlobalOption open;

    /**
     * Makes a reader.
     *
     * @param said the words before the one that is being typed
     */
    TypedWords(List<String> said) {
        this.said = List.copyOf(said);
    }

    /** Reads global options; stops at the next word. */
    void readOptions() {
        while (at < said.size() && said.get(at).startsWith("-")) {
            String text = said.get(at++);
            int equals = text.indexOf('=');
            Optional<GlobalOption> option = GlobalOption.named(equals < 0 ? text : text.substring(0, equals));
            if (option.isEmpty()) {
                continue;
            }
            if (!option.get().takesValue()) {
                keep(option.get(), "");
            } else if (equals >= 0) {
                keep(option.get(), text.substring(equals + 1));
            } else if (at < said.size()) {
                keep(option.get(), said.get(at++));
            } else {
                open = option.get();
            }
        }
    }

    /** Remembers what may say which cluster is meant. */
    void keep(GlobalOption option, String value) {
        try {
            globals.set(option, value);
        } catch (ToolFailure twice) {
            // The command itself will say so.
        }
    }

    /** Gives the option whose value is being typed. */
    Optional<GlobalOption> open() {
        return Optional.ofNullable(open);
    }

    Globals globals() {
        return globals;
    }

    Optional<String> next() {
        return at < said.size() ? Optional.of(said.get(at)) : Optional.empty();
    }

    void skip() {
        at++;
    }

    List<String> rest() {
        return new ArrayList<>(said.subList(at, said.size()));
    }
}
