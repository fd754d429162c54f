package io.github.proxmoxtools.cli.top;

import io.github.proxmoxtools.cli.cluster.Session;
import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.Option;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.output.CsvFormat;
import io.github.proxmoxtools.cli.output.JsonLines;
import io.github.proxmoxtools.cli.output.OutputFormat;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.HumanUnits;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.cli.watch.Screen;
import io.github.proxmoxtools.cli.watch.Seconds;
import io.github.proxmoxtools.cli.watch.Watch;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows who uses how much. */
public final class TopCommand extends ProgramCommand {
    private static final int MOST_SECONDS = 3600;
    private static final String USUAL_SECONDS = "2";
    private static final Duration MOMENT = Duration.ofSeconds(1);
    /** The server renews its figures about every ten seconds. */
    private static final int MOMENTS_TO_RENEWAL = 12;

    /** Declares it. */
    public TopCommand() {
        super("top", "Who Uses How Much",
                "Shows the load of nodes and guests, drawn anew on a terminal until Ctrl-C; elsewhere, and with -o json, jsonl "
                        + "or csv, once. The server renews its figures about every ten seconds: rates need two of them, so "
                        + "that showing them once may take as long.");
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.value("--sort", "ORDER", "What comes first: cpu (default), mem, net, disk or name."),
                Option.value("--limit", "NUMBER", "Most guests to show."),
                Option.value("--node", "NODE", "Only this node and its guests."),
                Option.flag("--all", "Guests that do not run, too."),
                Option.value("--interval", "SECONDS", "Pause between two reads (" + USUAL_SECONDS + ")."),
                Option.flag("--once", "Show it once, on a terminal too."),
                Option.flag("--no-rates", "Shown once: read once, and do without rates."));
    }

    @Override
    public List<String> examples() {
        return List.of("proxmox top --sort mem --limit 10", "proxmox top -o json --no-rates");
    }

    @Override
    public int run(Here here, Given given) {
        Choice choice = new Choice(Order.named(given.text("sort").orElse("cpu")), given.text("node"), given.has("all"),
                given.text("limit").map(TopCommand::limit).orElse(Integer.MAX_VALUE));
        Duration interval = Seconds.of("--interval", given.text("interval").orElse(USUAL_SECONDS), 1, MOST_SECONDS);
        OutputFormat format = here.globals().format();
        boolean forPeople = format == OutputFormat.TABLE || format == OutputFormat.WIDE;
        try (Session session = here.open()) {
            Sampler sampler = new Sampler(session.facts());
            if (here.terminal().canDraw() && forPeople && !given.has("once")) {
                return new Watch<>(sampler::take, new Drawn(here, choice, interval), here.terminal()).every(interval);
            }
            show(given.has("no-rates") ? sampler.take() : withRates(sampler, choice, here.terminal()), choice, here);
            return 0;
        }
    }

    private static int limit(String text) {
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw Usage.error("--limit: '" + CellText.clean(text) + "' is not a number of guests, which is at least 1");
        }
        return Integer.parseInt(text);
    }

    private static List<Load> withRates(Sampler sampler, Choice choice, Terminal terminal) {
        List<Load> loads = sampler.take();
        for (int i = 0; i < MOMENTS_TO_RENEWAL && lacksRates(choice, loads); i++) {
            if (!terminal.pace().rest(MOMENT)) {
                throw new Cancellation("Interrupted while waiting for the server to renew its figures", "", Map.of());
            }
            loads = sampler.take();
        }
        return loads;
    }

    private static boolean lacksRates(Choice choice, List<Load> loads) {
        choice.nodes(loads);
        List<Load> running = choice.guests(loads).stream().filter(Load::isRunning).toList();
        return !running.isEmpty() && running.stream().noneMatch(load -> load.rates().areKnown());
    }

    private static void show(List<Load> loads, Choice choice, Here here) {
        List<Load> nodes = choice.nodes(loads);
        List<Load> guests = choice.guests(loads);
        boolean header = !here.globals().has(GlobalOption.NO_HEADER);
        here.terminal().out(switch (here.globals().format()) {
            case TABLE, WIDE -> new LoadTable(0, header, choice.all()).text(nodes, guests);
            case JSON, YAML -> here.globals().format().structure(map(nodes, guests)).orElseThrow();
            case JSONL -> JsonLines.of(maps(nodes, guests));
            case CSV -> table(nodes, guests, header);
            case NAME -> names(nodes, guests);
        });
    }

    private static Map<String, Object> map(List<Load> nodes, List<Load> guests) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("nodes", nodes.stream().map(Load::toMap).toList());
        map.put("guests", guests.stream().map(Load::toMap).toList());
        return map;
    }

    private static String names(List<Load> nodes, List<Load> guests) {
        StringBuilder names = new StringBuilder();
        nodes.forEach(node -> names.append(CellText.clean(String.valueOf(node.toMap().get("node")))).append('\n'));
        guests.forEach(guest -> names.append(guest.toMap().get("vmid")).append('\n'));
        return names.toString();
    }

    private static String table(List<Load> nodes, List<Load> guests, boolean header) {
        List<Map<String, @Nullable Object>> rows = maps(nodes, guests);
        List<String> names = new ArrayList<>();
        rows.reversed().forEach(row -> row.keySet().stream().filter(name -> !names.contains(name)).forEach(names::add));
        return CsvFormat.rows(names, rows, header);
    }

    private static List<Map<String, @Nullable Object>> maps(List<Load> nodes, List<Load> guests) {
        return Stream.concat(nodes.stream(), guests.stream()).map(Load::toMap).toList();
    }

    /** The view that is drawn again and again. */
    private static final class Drawn implements Watch.Sight<List<Load>> {
        private final Here here;
        private final Choice choice;
        private final Screen screen;
        private List<Load> last = List.of();

        Drawn(Here here, Choice choice, Duration interval) {
            this.here = here;
            this.choice = choice;
            this.screen = new Screen(here.terminal(), "Every " + HumanUnits.seconds(interval.toSeconds())
                    + ": proxmox top, by " + choice.order().word());
        }

        @Override
        public void show(List<Load> found) {
            last = found;
            draw("");
        }

        @Override
        public void miss(ToolFailure failure, Duration silence) {
            draw("since " + HumanUnits.seconds(silence.toSeconds()) + ": " + failure.error());
        }

        private void draw(String status) {
            boolean header = !here.globals().has(GlobalOption.NO_HEADER);
            screen.draw(status, columns -> new LoadTable(columns, header, choice.all()).text(choice.nodes(last),
                    choice.guests(last)));
        }

        @Override
        public void close() {
            screen.close();
        }
    }
}
