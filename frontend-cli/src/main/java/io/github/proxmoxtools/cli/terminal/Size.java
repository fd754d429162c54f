package io.github.proxmoxtools.cli.terminal;

/**
 * How much of a text is seen at once.
 *
 * @param rows lines
 * @param columns characters of a line
 */
public record Size(int rows, int columns) {
    /** What terminals have had since the beginning. */
    public static final Size USUAL = new Size(24, 80);
}
