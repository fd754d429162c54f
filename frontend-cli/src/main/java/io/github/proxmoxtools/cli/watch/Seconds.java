package io.github.proxmoxtools.cli.watch;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Usage;
import java.time.Duration;

/** Seconds as they are given to an option. */
public final class Seconds {
    private Seconds() {}

    /**
     * Reads a number of seconds.
     *
     * @param option the option it was given to, with its dashes
     * @param text what was given
     * @param least the smallest number
     * @param most the largest number, of at most nine digits
     * @return the duration
     */
    public static Duration of(String option, String text, int least, int most) {
        boolean digits = text.matches("\\d{1,9}");
        if (!digits || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw Usage.error(option + ": '" + CellText.clean(text) + "' is not a number of seconds from " + least
                    + " to " + most);
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }
}
