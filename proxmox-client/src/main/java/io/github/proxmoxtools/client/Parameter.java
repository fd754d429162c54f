package io.github.proxmoxtools.client;

/**
 * One field of a form or a query.
 *
 * <p>Values travel as Proxmox VE expects them: booleans are {@code 0} or {@code 1}, and a list is the same name several
 * times (the server's own schema). Encoding is the client's work: values are given as they are meant.
 *
 * @param name the name, for example {@code net0}
 * @param value the value, not encoded
 * @param secret whether the value must never be shown
 */
public record Parameter(String name, String value, boolean secret) {
    /**
     * Refuses a parameter without a name.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public Parameter {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a parameter needs a name");
        }
    }

    /**
     * Makes a parameter whose value may be shown.
     *
     * @param name the name
     * @param value the value, not encoded
     * @return the parameter
     */
    public static Parameter of(String name, String value) {
        return new Parameter(name, value, false);
    }

    /**
     * Makes a parameter whose value is never shown.
     *
     * @param name the name
     * @param value the value, not encoded
     * @return the parameter
     */
    public static Parameter secret(String name, String value) {
        return new Parameter(name, value, true);
    }

    @Override
    public String toString() {
        return name + "=" + (secret ? "***" : value);
    }
}
