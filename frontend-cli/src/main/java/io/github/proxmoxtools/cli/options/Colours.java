package io.github.proxmoxtools.cli.options;

import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.Paint;
import io.github.proxmoxtools.cli.text.Usage;

/**
 * Decides whether to colour: what {@code --color} says; else NO_COLOR, CLICOLOR_FORCE and TERM; else whether a terminal shows
 * it.
 */
public final class Colours {
    private static final String ALWAYS = "always";
    private static final String NEVER = "never";
    private static final String AUTO = "auto";

    private Colours() {}

    /** Refuses an unknown word before anything is done. */
    public static void check(Globals globals) {
        String when = globals.value(GlobalOption.COLOR).orElse(AUTO);
        if (!when.equals(ALWAYS) && !when.equals(NEVER) && !when.equals(AUTO)) {
            throw Usage.error("--color: '" + when + "' is no such time", "Choose auto, always or never.");
        }
    }

    /** For tables on stdout. */
    public static Paint ofData(Globals globals, Terminal terminal) {
        return of(globals, terminal, terminal.isDataWatched());
    }

    /** For messages on stderr. */
    public static Paint ofMessages(Globals globals, Terminal terminal) {
        return of(globals, terminal, terminal.isWatched());
    }

    private static Paint of(Globals globals, Terminal terminal, boolean watched) {
        boolean coloured = switch (globals.value(GlobalOption.COLOR).orElse(AUTO)) {
            case ALWAYS -> true;
            case NEVER -> false;
            default -> isWanted(terminal, watched);
        };
        return coloured ? Paint.COLOURED : Paint.PLAIN;
    }

    /** NO_COLOR counts where it holds anything; CLICOLOR_FORCE where it is not 0. */
    private static boolean isWanted(Terminal terminal, boolean watched) {
        if (terminal.variable("NO_COLOR").isPresent()) {
            return false;
        }
        if (terminal.variable("CLICOLOR_FORCE").filter(value -> !value.equals("0")).isPresent()) {
            return true;
        }
        return watched && terminal.variable("TERM").filter("dumb"::equals).isEmpty();
    }
}
