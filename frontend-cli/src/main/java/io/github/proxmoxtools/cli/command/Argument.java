package io.github.proxmoxtools.cli.command;

/**
 * Something that stands without a name.
 *
 * @param name its name in messages
 * @param label what stands for it in help
 * @param description a sentence
 * @param required whether it must be given
 * @param repeated whether it may be given several times
 */
public record Argument(String name, String label, String description, boolean required, boolean repeated) {
    /**
     * Makes one that must be given, once.
     *
     * @param name its name in messages
     * @param label what stands for it in help
     * @param description a sentence
     * @return the argument
     */
    public static Argument one(String name, String label, String description) {
        return new Argument(name, label, description, true, false);
    }

    /**
     * Makes one that may be left out.
     *
     * @param name its name in messages
     * @param label what stands for it in help
     * @param description a sentence
     * @return the argument
     */
    public static Argument optional(String name, String label, String description) {
        return new Argument(name, label, description, false, false);
    }

    /**
     * Makes one that is given at least once.
     *
     * @param name its name in messages
     * @param label what stands for it in help
     * @param description a sentence
     * @return the argument
     */
    public static Argument many(String name, String label, String description) {
        return new Argument(name, label, description, true, true);
    }

    /**
     * Makes one that is given any number of times.
     *
     * @param name its name in messages
     * @param label what stands for it in help
     * @param description a sentence
     * @return the argument
     */
    public static Argument any(String name, String label, String description) {
        return new Argument(name, label, description, false, true);
    }
}
