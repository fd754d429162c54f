package io.github.proxmoxtools.tools.spi;

import java.util.List;
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
     * Lists the parameters that decide it, so that a tool which does not take them cannot be declared.
     *
     * @return the parameters; empty where they are not known
     */
    default List<Param<?>> params() {
        return List.of();
    }

    /**
     * Makes a condition.
     *
     * @param words how it reads
     * @param test how it is decided
     * @return the condition
     */
    static Condition of(String words, Predicate<Arguments> test) {
        return of(words, List.of(), test);
    }

    /**
     * Makes a condition on some parameters.
     *
     * @param words how it reads
     * @param params the parameters that decide it
     * @param test how it is decided
     * @return the condition
     */
    static Condition of(String words, List<Param<?>> params, Predicate<Arguments> test) {
        return new Condition() {
            @Override
            public List<Param<?>> params() {
                return params;
            }

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
     * Makes a condition that holds when an official parameter is given which the tool takes by name only.
     *
     * @param name Proxmox VE's name
     * @return the condition
     */
    static Condition official(String name) {
        return of(name + " given", arguments -> arguments.others().containsKey(name));
    }

    /**
     * Holds when this one does not.
     *
     * @return the opposite
     */
    default Condition not() {
        return of("not " + words(), params(), arguments -> !holds(arguments));
    }
}
