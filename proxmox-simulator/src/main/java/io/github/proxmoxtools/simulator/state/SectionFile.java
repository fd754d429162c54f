package io.github.proxmoxtools.simulator.state;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A configuration file of sections, with one digest for all of them. */
public final class SectionFile {
    private final Map<String, Section> sections = new TreeMap<>();

    SectionFile() {}

    /** {@return all sections by name} */
    public List<Section> all() {
        return List.copyOf(sections.values());
    }

    /**
     * Finds a section.
     *
     * @param id its name
     * @return the section
     */
    public Optional<Section> find(String id) {
        return Optional.ofNullable(sections.get(id));
    }

    /**
     * Adds a section, or replaces the one of its name.
     *
     * @param section the section
     */
    public void put(Section section) {
        sections.put(section.id(), section);
    }

    /**
     * Removes a section, if it is there.
     *
     * @param id its name
     */
    public void remove(String id) {
        sections.remove(id);
    }

    /**
     * Takes over what stands in another file, and nothing else.
     *
     * @param other the other file
     */
    public void copy(SectionFile other) {
        sections.clear();
        other.sections.values().forEach(section -> put(section.copy()));
    }

    /** {@return SHA-1 of the file} */
    public String digest() {
        var text = new StringBuilder();
        sections.values().forEach(section -> section.writeTo(text));
        return Digests.of(text.toString());
    }
}
