package io.github.proxmoxtools.cli.command;

/**
 * Something that could be typed.
 *
 * @param value what would be typed
 * @param description what it is, for shells that show it; may be empty
 */
public record Suggestion(String value, String description) {
    /**
     * Makes one that explains itself.
     *
     * @param value what would be typed
     * @return the suggestion
     */
    public static Suggestion of(String value) {
        return new Suggestion(value, "");
    }
}
