package io.github.proxmoxtools.cli.complete;

import io.github.proxmoxtools.cli.command.Suggestion;
import io.github.proxmoxtools.cli.command.Values;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What could stand at a place.
 *
 * @param suggestions whole words
 * @param local files or folders, which the shell knows better
 * @param open whether a word goes on after what is suggested, so that no blank follows it
 */
public record Offer(List<Suggestion> suggestions, Optional<Values.Local> local, boolean open) {
    /** Nothing. */
    public static final Offer NOTHING = of(List.of());

    /** Copies the list. */
    public Offer {
        suggestions = List.copyOf(suggestions);
    }

    /**
     * Offers words that are complete.
     *
     * @param suggestions the words
     * @return the offer
     */
    public static Offer of(List<Suggestion> suggestions) {
        return new Offer(suggestions, Optional.empty(), false);
    }

    /**
     * Offers the beginnings of words.
     *
     * @param suggestions the beginnings
     * @return the offer
     */
    public static Offer open(List<Suggestion> suggestions) {
        return new Offer(suggestions, Optional.empty(), true);
    }

    /**
     * Offers what the shell finds on this machine.
     *
     * @param kind files or folders
     * @return the offer
     */
    public static Offer local(Values.Local kind) {
        return new Offer(List.of(), Optional.of(kind), false);
    }

    /**
     * Puts something before all of it.
     *
     * @param beginning such as {@code --output=}
     * @return the longer words
     */
    public Offer behind(String beginning) {
        return new Offer(suggestions.stream()
                .map(one -> new Suggestion(beginning + one.value(), one.description())).toList(), local, open);
    }

    /**
     * Leaves out what does not begin like this.
     *
     * @param typed what is typed of the word
     * @return what fits
     */
    public Offer startingWith(String typed) {
        return new Offer(suggestions.stream().filter(one -> one.value().startsWith(typed)).toList(), local, open);
    }

    /**
     * Leaves out what is said already.
     *
     * @param said values
     * @return the others
     */
    public Offer without(Collection<String> said) {
        return new Offer(suggestions.stream().filter(one -> !said.contains(one.value())).toList(), local, open);
    }
}
