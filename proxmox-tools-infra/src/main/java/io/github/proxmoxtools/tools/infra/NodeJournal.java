package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.infra.NodeTools.NODE;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Param.text;
import static io.github.proxmoxtools.tools.spi.Param.whole;

import io.github.proxmoxtools.tools.spi.Arguments;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The system journal of a node, never all of it.
 *
 * <p>The node's reader takes a beginning (a time or a cursor) or a number of entries from the end, not both: where both
 * are asked for, the entries are counted here. What lies between two times is read from its end on, and not for ever.
 */
final class NodeJournal {
    private static final Param<String> SINCE = text("since",
            "Seconds since 1970, ISO 8601 (UTC unless it says its offset), or a time ago: -30m, -1h, 2d.")
            .alias("start").optional().notSent();
    private static final Param<String> UNTIL = text("until", "Like since.").alias("end").optional().notSent();
    private static final Param<Long> LAST = whole("lastentries", "Only the newest ones; 100 when nothing else bounds.")
            .min(1).alias("limit").optional().notSent();
    private static final Param<String> START_CURSOR = text("startcursor", "Go on after this; in place of since.")
            .optional();
    private static final Param<String> END_CURSOR = text("endcursor", "Stop before this; in place of until.")
            .optional();
    private static final Param<String> SERVICE = text("service", "Only lines of this program, such as pveproxy.")
            .optional().notSent();
    private static final Endpoint JOURNAL = get("/nodes/{node}/journal", NODE, START_CURSOR, END_CURSOR);
    private static final long USUAL = 100;
    /** How far back to look for a program's lines when nothing says how far. */
    private static final long SEARCHED = 5000;
    /** Most lines that are given where only a beginning bounds them. */
    private static final long MOST = 5000;
    /** Where a program writes little, so many lines of others are looked through. */
    private static final long MOST_SEEN = 50_000;
    /** So few lines in a part that the next may be longer. */
    private static final long FEW = 500;
    /** One hour in seconds. */
    private static final long FIRST_PART = 3600;
    private static final Pattern CURSOR = Pattern.compile("s=[0-9a-f]+;i=[0-9a-f]+.*");
    private static final Pattern LINE = Pattern.compile("\\S+ +\\S+ \\S+ \\S+ ([^\\s\\[:]+)(\\[\\d+])?: .*",
            Pattern.DOTALL);

    static final Tool JOURNAL_LINES = Tool.reads("proxmox_node_journal")
            .command("node", "journal")
            .title("Node Journal")
            .description("Shows lines of a node's system journal, oldest first: what its services, kernel and the API "
                    + "wrote. What one task wrote is in that task's log instead.")
            .calls(JOURNAL)
            .takes(NODE, SINCE, UNTIL, LAST, START_CURSOR, END_CURSOR, SERVICE)
            .runs(reading -> new NodeJournal(reading).read())
            .showsForeignText()
            .returnsList();

    private final Reading reading;
    private final Arguments arguments;
    private Optional<String> next = Optional.empty();
    private long seen;

    private NodeJournal(Reading reading) {
        this.reading = reading;
        this.arguments = reading.arguments();
    }

    private Work read() {
        refuseTwoBounds(SINCE, START_CURSOR);
        refuseTwoBounds(UNTIL, END_CURSOR);
        Instant now = Instant.now();
        Optional<Long> since = time(SINCE, now);
        Optional<Long> until = time(UNTIL, now);
        if (since.isPresent() && until.isPresent() && since.get() > until.get()) {
            throw InvalidCall.argument("until", "is before since");
        }
        List<String> lines = since.isPresent() && arguments.find(END_CURSOR).isEmpty()
                ? backTo(since.get(), until, now.getEpochSecond())
                : part(bounded(since, until)).lines();
        noteService(lines.size());
        next.ifPresent(cursor -> reading.note("Later entries: startcursor=" + cursor));
        return Work.done(newest(lines).stream().map(NodeJournal::row).toList());
    }

    private Query bounded(Optional<Long> since, Optional<Long> until) {
        Query query = Query.of(JOURNAL);
        if (since.isPresent()) {
            query = query.with("since", since.get());
        }
        if (until.isPresent()) {
            query = query.with("until", until.get());
        }
        return hasBeginning() ? query : query.with("lastentries", asked());
    }

    /** Part by part from the newest on, longer ones where little was written, until there is enough. */
    private List<String> backTo(long since, Optional<Long> until, long now) {
        List<String> lines = new ArrayList<>();
        Query end = until.map(time -> Query.of(JOURNAL).with("until", time)).orElse(Query.of(JOURNAL));
        long from = Math.min(until.orElse(now), now);
        long span = FIRST_PART;
        while (true) {
            from = Math.max(since, from - span);
            long seenBefore = seen;
            Part part = part(end.with("since", from));
            lines.addAll(0, part.lines());
            span = seen - seenBefore < FEW ? span * 2 : span;
            if (from == since) {
                return lines;
            }
            boolean hasWhatWasAskedFor = arguments.find(LAST).filter(most -> lines.size() >= most).isPresent();
            if (hasWhatWasAskedFor || lines.size() >= MOST || seen >= MOST_SEEN) {
                noteCut(from, hasWhatWasAskedFor);
                return lines;
            }
            end = part.first().isPresent()
                    ? Query.of(JOURNAL).with("endcursor", part.first().get())
                    : Query.of(JOURNAL).with("until", from);
        }
    }

    private void noteCut(long from, boolean isAsAskedFor) {
        if (!isAsAskedFor) {
            reading.note("Read back to " + Instant.ofEpochSecond(from) + " only, which gave " + seen
                    + " entries; give that as until to go on before it.");
        }
    }

    /** The lines of the wanted program, and where the first entry of any program stands. */
    private record Part(List<String> lines, Optional<String> first) {}

    private Part part(Query query) {
        List<String> lines = new ArrayList<>(reading.read(query).items().stream()
                .flatMap(line -> line.text().stream()).toList());
        Optional<String> first = takeCursor(lines, false);
        Optional<String> last = takeCursor(lines, true);
        next = next.or(() -> last);
        boolean goesTooFar = last.isPresent() && last.get().equals(query.values().get(END_CURSOR.name()));
        if (goesTooFar && !lines.isEmpty()) {
            lines.removeLast(); // the end belongs to the part after it
        }
        seen += lines.size();
        return new Part(ofService(lines), first);
    }

    private void refuseTwoBounds(Param<String> time, Param<String> cursor) {
        if (arguments.find(time).isPresent() && arguments.find(cursor).isPresent()) {
            throw InvalidCall.argument(cursor.name(), "give " + time.name() + " or " + cursor.name() + ", not both");
        }
    }

    private boolean hasBeginning() {
        return Stream.of(SINCE, START_CURSOR).anyMatch(param -> arguments.find(param).isPresent());
    }

    private long asked() {
        long wanted = arguments.find(LAST).orElse(USUAL);
        return arguments.find(SERVICE).isPresent() ? Math.max(wanted, SEARCHED) : wanted;
    }

    private Optional<Long> time(Param<String> param, Instant now) {
        return arguments.find(param).map(text -> {
            try {
                return PointInTime.of(text, now).getEpochSecond();
            } catch (IllegalArgumentException e) {
                throw InvalidCall.argument(param.name(), String.valueOf(e.getMessage()));
            }
        });
    }

    /** The first and the last line are no entries, but where the reader stood. */
    private static Optional<String> takeCursor(List<String> lines, boolean last) {
        if (lines.isEmpty() || !CURSOR.matcher(last ? lines.getLast() : lines.getFirst()).matches()) {
            return Optional.empty();
        }
        return Optional.of(last ? lines.removeLast() : lines.removeFirst());
    }

    private Optional<String> service() {
        return arguments.find(SERVICE).map(name -> name.replaceFirst("\\.service$", ""));
    }

    private List<String> ofService(List<String> lines) {
        return service().map(name -> lines.stream().filter(line -> isOf(name, line)).toList()).orElse(lines);
    }

    private void noteService(int own) {
        service().ifPresent(name -> reading.note("The API cannot filter by service: " + own + " of the " + seen
                + " entries that were read are of " + name + "."
                + (hasBeginning() ? "" : " Give since to look further back.")));
    }

    private static boolean isOf(String service, String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches() && matcher.group(1).equalsIgnoreCase(service);
    }

    private List<String> newest(List<String> lines) {
        long most = arguments.find(LAST).orElse(hasBeginning() ? MOST : USUAL);
        if (lines.size() <= most) {
            return lines;
        }
        if (arguments.find(LAST).isEmpty() && hasBeginning()) {
            reading.note("The newest " + most + " of " + lines.size() + " entries are given; lastentries gives more.");
        }
        return lines.subList((int) (lines.size() - most), lines.size());
    }

    private static Map<String, @Nullable Object> row(String line) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("line", line);
        return row;
    }
}
