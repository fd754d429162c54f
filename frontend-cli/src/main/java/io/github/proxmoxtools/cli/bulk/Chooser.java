package io.github.proxmoxtools.cli.bulk;

import io.github.proxmoxtools.cli.cluster.Session;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the guests that a command line means, each once. */
final class Chooser {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");
    private static final String FILTER = "filter";

    private final Session session;
    private final Optional<GuestKind> kind;
    private final Optional<String> node;
    private final Map<Long, Member> members = new LinkedHashMap<>();

    /**
     * Makes one.
     *
     * @param session where they are looked for
     * @param kind which guests are meant; empty for both kinds
     * @param node where they must be; empty for anywhere
     */
    Chooser(Session session, Optional<GuestKind> kind, Optional<String> node) {
        this.session = session;
        this.kind = kind;
        this.node = node;
    }

    /** Tells whether a word means the guests between two ids. */
    static boolean isRange(String word) {
        return RANGE.matcher(word).matches();
    }

    /** Finds them; one that is named and not there is an error before anything is done. */
    List<Member> choose(BulkOptions options) {
        List<String> single = options.words().stream().filter(word -> !isRange(word)).distinct().toList();
        Map<String, GuestAddress> found = found(single);
        for (String word : options.words()) {
            if (isRange(word)) {
                within(word).forEach(guest -> add(guest, false));
            } else {
                add(Objects.requireNonNull(found.get(word)), !word.chars().allMatch(Character::isDigit));
            }
        }
        if (options.all() || options.selector().isPresent()) {
            selected(options.selector()).forEach(guest -> add(guest, false));
        }
        return List.copyOf(members.values());
    }

    private void add(GuestAddress guest, boolean named) {
        members.putIfAbsent(guest.vmid(), new Member(new About.OfGuest(guest, named)));
    }

    private Map<String, GuestAddress> found(List<String> words) {
        Map<String, GuestAddress> found = new LinkedHashMap<>();
        if (!words.isEmpty()) {
            List<GuestAddress> guests = kind.map(one -> session.guestsNamed(one, words, node))
                    .orElseGet(() -> words.stream().map(word -> session.facts().find(word, node)).toList());
            for (int i = 0; i < words.size(); i++) {
                found.put(words.get(i), guests.get(i));
            }
        }
        return found;
    }

    private List<GuestAddress> within(String range) {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(range);
        }
        long first = Long.parseLong(matcher.group(1));
        long last = Long.parseLong(matcher.group(2));
        if (first > last) {
            throw Usage.error("'" + range + "' is no range: it begins with the smaller id, as " + last + "-" + first);
        }
        return someOf(where("vmid>=" + first + ",vmid<=" + last), "has an id from " + first + " to " + last);
    }

    private List<GuestAddress> selected(Optional<String> selector) {
        return someOf(where(selector.orElse("")), selector.map(terms -> "matches " + CellText.clean(terms))
                .orElse("is there"));
    }

    private List<GuestAddress> where(String terms) {
        List<GuestAddress> guests;
        try {
            guests = kinds().stream().flatMap(one -> session.guestsWhere(one, terms).stream()).toList();
        } catch (InvalidCall failure) {
            Object problem = failure.details().get(FILTER);
            throw problem == null ? failure : Usage.error("--selector: " + problem);
        }
        return guests.stream().filter(guest -> node.isEmpty() || node.get().equals(guest.node())).toList();
    }

    private List<GuestKind> kinds() {
        return kind.map(List::of).orElse(List.of(GuestKind.values()));
    }

    private List<GuestAddress> someOf(List<GuestAddress> guests, String words) {
        if (guests.isEmpty()) {
            throw new InvalidCall(FailureKind.NOT_FOUND, "No " + kind.map(GuestKind::noun).orElse("guest") + " " + words
                    + node.map(name -> " on node " + CellText.clean(name)).orElse("") + "; nothing was done",
                    "Templates are taken only where a term of --selector is about them, as template=1.", Map.of());
        }
        return new ArrayList<>(guests);
    }
}
