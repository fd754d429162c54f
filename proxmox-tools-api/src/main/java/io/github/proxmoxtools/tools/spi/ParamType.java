package io.github.proxmoxtools.tools.spi;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a parameter's value is, with its limits. */
public sealed interface ParamType {
    /**
     * Text.
     *
     * @param form what the whole text must look like
     * @param maxLength most characters
     */
    record Text(Optional<TextForm> form, OptionalLong maxLength) implements ParamType {
        /**
         * Gives the form for programs.
         *
         * @return regular expression that the whole text must match
         */
        public Optional<String> pattern() {
            return form.map(TextForm::pattern);
        }
    }

    /** A guest's numeric id or its name. */
    record Guest() implements ParamType {}

    /**
     * A whole number.
     *
     * @param minimum smallest value
     * @param maximum largest value
     */
    record Whole(OptionalLong minimum, OptionalLong maximum) implements ParamType {}

    /**
     * A number that may have a fraction.
     *
     * @param minimum smallest value
     * @param maximum largest value
     */
    record Decimal(Optional<Double> minimum, Optional<Double> maximum) implements ParamType {}

    /** Yes or no; Proxmox VE takes 1 or 0. */
    record Flag() implements ParamType {}

    /**
     * One of some words.
     *
     * @param values the words, as Proxmox VE spells them
     */
    record Choice(List<String> values) implements ParamType {
        /** Copies the list. */
        public Choice {
            values = List.copyOf(values);
        }
    }

    /**
     * Several texts.
     *
     * @param repeated whether Proxmox VE takes them as a repeated key, else as one text joined by commas
     */
    record TextList(boolean repeated) implements ParamType {}

    /** Names with values. */
    record Mapping() implements ParamType {}

    /** Several objects of names with values. */
    record ObjectList() implements ParamType {}

    /**
     * A property string, such as {@code virtio,bridge=vmbr0}; checked against its format in the API's schema before it
     * is sent.
     */
    record PropertyString() implements ParamType {}

    /** Path of a local file whose content is streamed. */
    record LocalFile() implements ParamType {}
}
