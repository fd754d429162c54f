package io.github.proxmoxtools.tools.spi;

import java.util.function.Predicate;

/** Something that holds for a call's arguments or not; a {@link Param} on its own holds when it was given. */
public interface Condition {
    /**
     * Decides.
     *
     * @param arguments the bound arguments
     * @return whether it holds
     */
    boolean holds(Arguments arguments);

    /**
     * Says it in words, for documents and refusals.
     *
     * @return such as {@code force=true}
     */
    String words();

    /**
     * Makes a condition.
     *
     * @param words how it reads
     * @param test how it is decided
     * @return the condition
     */
    static Condition of(String words, Predicate<Arguments> test) {
        return new Condition() {
            @Override
            public boolean holds(Arguments arguments) {
                return test.test(arguments);
            }

            @Override
            public String words() {
                return words;
            }
        };
    }

    /**
     * Holds when this one does not.
     *
     * @return the opposite
     */
    default Condition not() {
        return of("not " + words(), arguments -> !holds(arguments));
    }
}
