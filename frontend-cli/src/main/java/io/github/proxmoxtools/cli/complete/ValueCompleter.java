package io.github.proxmoxtools.cli.complete;

import io.github.proxmoxtools.cli.cluster.Outlook;
import io.github.proxmoxtools.cli.command.Suggestion;
import io.github.proxmoxtools.cli.command.Values;
import io.github.proxmoxtools.client.index.ApiIndex;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** Completes values. */
public final class ValueCompleter {
    private final Outlook outlook;

    /**
     * Makes one.
     *
     * @param outlook what can be seen
     */
    public ValueCompleter(Outlook outlook) {
        this.outlook = outlook;
    }

    /**
     * Completes.
     *
     * @param place where
     * @return what could stand there
     */
    public Offer at(TypedValue place) {
        Offer offer = switch (place.values()) {
            case Values.Words words -> Offer.of(words.words());
            case Values.Joined joined -> joined(joined.words(), place.typed());
            case Values.Terms terms -> terms(terms.fields(), place.typed());
            case Values.Keyed keyed ->
                PropertyText.offer(keyed, place.typed(), known -> live().of(known, place.given()));
            case Values.Local local -> Offer.local(local);
            case Values.Known known -> known(known, place);
        };
        return offer.startingWith(place.typed());
    }

    private static Offer joined(List<Suggestion> words, String typed) {
        String before = typed.substring(0, typed.lastIndexOf(',') + 1);
        List<String> said = Arrays.asList(before.split(","));
        return Offer.open(words.stream().filter(word -> !said.contains(word.value())).toList()).behind(before);
    }

    /** After the field an operator follows, and what is compared with it is anybody's guess. */
    private static Offer terms(List<Suggestion> fields, String typed) {
        return Offer.open(fields).behind(typed.substring(0, typed.lastIndexOf(',') + 1));
    }

    private Offer known(Values.Known known, TypedValue place) {
        return switch (known) {
            case CONTEXT -> Offer.of(outlook.contexts().stream().map(Suggestion::of).toList());
            case API_PATH -> api().paths(place.typed());
            case API_PARAMETER -> api().parameters(place.typed(), place.given().getOrDefault("method", ""),
                    place.given().getOrDefault("path", ""), place.keys());
            default -> Offer.of(live().of(known, place.given()));
        };
    }

    private ApiPlaces api() {
        return new ApiPlaces(ApiIndex.of(ApiIndex.versions().getLast()), live());
    }

    private LiveValues live() {
        return new LiveValues(new LiveRows(outlook, new ValueCache(outlook.cache(), Clock.systemUTC())));
    }
}
