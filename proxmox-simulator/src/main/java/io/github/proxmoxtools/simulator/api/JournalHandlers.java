package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Task;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a node's services have written down: its boot, and its tasks. */
final class JournalHandlers {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int PID = 812;

    private JournalHandlers() {}

    static void register(Registry registry) {
        registry.get("/nodes/{node}/journal", JournalHandlers::journal);
        registry.get("/nodes/{node}/syslog", JournalHandlers::syslog);
    }

    private record Entry(Instant when, String service, String text, String line) {}

    private static List<Entry> entries(Call call) {
        List<Entry> entries = new ArrayList<>();
        Instant boot = Systems.node(call).booted();
        entries.add(entry(call, boot, "kernel", "Linux version " + call.cluster().profile().kernel()));
        entries.add(entry(call, boot.plusSeconds(4), "systemd[1]", "Starting pve-cluster.service"));
        entries.add(entry(call, boot.plusSeconds(6), "pvedaemon[" + PID + "]", "starting server"));
        entries.add(entry(call, boot.plusSeconds(8), "pveproxy[" + (PID + 9) + "]", "starting server"));
        List<Task> tasks = call.cluster().tasks().newestFirst().stream()
                .filter(task -> task.upid().node().equals(call.node())).toList();
        for (Task task : tasks) {
            String who = "pvedaemon[" + task.upid().pid() + "]";
            String user = "<" + task.upid().user() + ">";
            entries.add(entry(call, Instant.ofEpochSecond(task.upid().starttime()), who,
                    user + " starting task " + task.upid()));
            task.ended().ifPresent(end -> entries.add(entry(call, end, who,
                    user + " end task " + task.upid() + " " + task.exitStatus().orElse(""))));
        }
        entries.sort(Comparator.comparing(Entry::when));
        return entries;
    }

    private static Entry entry(Call call, Instant when, String service, String text) {
        return new Entry(when, service.replaceFirst("\\[.*", ""), text,
                STAMP.format(when) + " " + call.node() + " " + service + ": " + text);
    }

    /** The first and the last line are cursors, from which one can go on. */
    private static Object journal(Call call) {
        Params params = call.params();
        List<Entry> all = entries(call);
        List<Integer> chosen = IntStream.range(0, all.size())
                .filter(i -> isWithin(params, all.get(i).when().getEpochSecond()))
                .filter(i -> !params.has("startcursor") || i > position(params.text("startcursor")))
                .filter(i -> !params.has("endcursor") || i < position(params.text("endcursor"))).boxed().toList();
        int last = (int) Math.min(params.number("lastentries", chosen.size()), chosen.size());
        List<Integer> shown = chosen.subList(chosen.size() - last, chosen.size());
        if (shown.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(cursor(shown.getFirst()));
        shown.forEach(i -> lines.add(all.get(i).line()));
        lines.add(cursor(shown.getLast()));
        return lines;
    }

    private static boolean isWithin(Params params, long time) {
        return time >= params.number("since", 0) && time <= params.number("until", Long.MAX_VALUE);
    }

    private static String cursor(int position) {
        return "s=5eed0000000040008000000000000001;i=" + Integer.toHexString(position + 1);
    }

    private static int position(String cursor) {
        String digits = cursor.replaceFirst("^.*;i=([0-9a-f]{1,7})(;.*)?$", "$1");
        if (!digits.matches("[0-9a-f]{1,7}")) {
            throw ApiError.died("Failed to seek to cursor '" + cursor + "'");
        }
        return Integer.parseInt(digits, 16) - 1;
    }

    private static Object syslog(Call call) {
        Params params = call.params();
        List<String> lines = entries(call).stream()
                .filter(entry -> !params.has("service") || entry.service().equals(params.text("service")))
                .filter(entry -> !params.has("since") || !entry.when().isBefore(instant(params, "since")))
                .filter(entry -> !params.has("until") || !entry.when().isAfter(instant(params, "until")))
                .map(Entry::line).toList();
        return Pages.of(lines, params);
    }

    private static Instant instant(Params params, String name) {
        String text = params.text(name);
        String whole = text.length() == 10 ? text + " 00:00:00" : text.length() == 16 ? text + ":00" : text;
        return LocalDateTime.parse(whole.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }
}
