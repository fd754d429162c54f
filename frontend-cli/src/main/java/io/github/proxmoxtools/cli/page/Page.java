package io.github.proxmoxtools.cli.page;

import java.util.List;
import java.util.Map;

/** A page that is being written; each part stands below the one before. */
public interface Page {
    /**
     * Says how it is called.
     *
     * @param synopsis a command line
     */
    void usage(String synopsis);

    /**
     * Begins a section.
     *
     * @param title a few words
     */
    void heading(String title);

    /**
     * Writes sentences.
     *
     * @param words one or more
     */
    void paragraph(String words);

    /**
     * Writes terms with their explanations, below a heading.
     *
     * @param terms explanations by term; an empty one for a term that needs none
     */
    void terms(Map<String, String> terms);

    /**
     * Writes facts, which stand apart from the text before them.
     *
     * @param facts by name
     */
    void facts(Map<String, String> facts);

    /**
     * Writes lines as they are, below a heading.
     *
     * @param lines such as command lines
     */
    void lines(List<String> lines);
}
