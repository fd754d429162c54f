package io.github.proxmoxtools.tools.spi;

/**
 * What a text must look like: for programs, and in words for who gets it wrong.
 *
 * @param pattern regular expression that the whole text must match
 * @param words what such a text is, fit to follow "must be"
 * @param example one that matches
 */
public record TextForm(String pattern, String words, String example) {
    @Override
    public String toString() {
        return words + ", such as " + example;
    }
}
