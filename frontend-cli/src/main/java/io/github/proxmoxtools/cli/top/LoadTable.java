package io.github.proxmoxtools.cli.top;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.HumanUnits;
import io.github.proxmoxtools.cli.text.Table;
import io.github.proxmoxtools.tools.spi.Unit;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Loads as tables for people. */
final class LoadTable {
    private static final int WIDTH_WITH_BARS = 120;
    private static final int WIDTH_WITH_ALL = 100;
    private static final int BAR = 10;
    private static final String NOTHING = "-";

    private final HumanUnits units = new HumanUnits(ZoneId::systemDefault);
    private final boolean bars;
    private final boolean narrow;
    private final boolean header;
    private final List<Column> columns = new ArrayList<>();

    /**
     * A column of guests.
     *
     * @param heading above it
     * @param isWord whether it stands at the left, before all figures
     * @param matters whether it is shown where there is little room
     * @param cell the text of a guest
     */
    private record Column(String heading, boolean isWord, boolean matters, Function<Load, String> cell) {}

    /**
     * Prepares tables.
     *
     * @param width of the terminal; 0 where there is none
     * @param header whether they have headings
     * @param status whether guests may be in different states
     */
    LoadTable(int width, boolean header, boolean status) {
        this.bars = width >= WIDTH_WITH_BARS;
        this.narrow = width > 0 && width < WIDTH_WITH_ALL;
        this.header = header;
        columns.addAll(List.of(word("vmid", "vmid"), word("name", "name"), word("node", "node")));
        if (status) {
            columns.add(word("status", "status"));
        }
        columns.addAll(List.of(figure("cpu", true, this::cpu),
                figure("cpus", false, load -> count(load.number("maxcpu"))),
                figure("mem", true, load -> share(load.share("mem", "maxmem"))),
                figure("used", false, load -> bytes(load.number("mem"))),
                rate("in/s", Rates::received), rate("out/s", Rates::sent), rate("read/s", Rates::read),
                rate("write/s", Rates::written), figure("uptime", false, LoadTable::uptime)));
    }

    String text(List<Load> nodes, List<Load> guests) {
        return nodes(nodes) + "\n" + (guests.isEmpty() ? "No guests run.\n" : guests(guests));
    }

    private String nodes(List<Load> nodes) {
        Table table = table(List.of("node", "status", "cpu", "cpus", "mem", "used", "disk", "uptime"), 2);
        nodes.forEach(load -> table.row(List.of(clean(load.name()), clean(load.text("status")), cpu(load),
                count(load.number("maxcpu")), share(load.share("mem", "maxmem")), bytes(load.number("mem")),
                share(load.share("disk", "maxdisk")), uptime(load))));
        return table.text();
    }

    private String guests(List<Load> guests) {
        List<Column> shown = columns.stream().filter(column -> !narrow || column.matters()).toList();
        int words = (int) shown.stream().filter(Column::isWord).count();
        Table table = table(shown.stream().map(Column::heading).toList(), words);
        guests.forEach(load -> table.row(shown.stream().map(column -> column.cell().apply(load)).toList()));
        return table.text();
    }

    private static Column word(String heading, String field) {
        return new Column(heading, true, true, load -> clean(load.text(field)));
    }

    private static Column figure(String heading, boolean matters, Function<Load, String> cell) {
        return new Column(heading, false, matters, cell);
    }

    private static Column rate(String heading, Function<Rates, OptionalDouble> rate) {
        return figure(heading, true, load -> {
            OptionalDouble known = rate.apply(load.rates());
            return known.isPresent() ? bytes(known.getAsDouble()) : NOTHING;
        });
    }

    /** Words stand at the left, figures at the right. */
    private Table table(List<String> headings, int words) {
        Table table = new Table(header ? headings : List.of(), headings.size());
        for (int column = words; column < headings.size(); column++) {
            table.alignRight(column);
        }
        return table;
    }

    private String cpu(Load load) {
        return share(load.row().at("cpu").isAbsent() ? OptionalDouble.empty() : OptionalDouble.of(load.number("cpu")));
    }

    private String share(OptionalDouble share) {
        if (share.isEmpty()) {
            return NOTHING;
        }
        String percent = units.show(share.getAsDouble(), Unit.FRACTION);
        return bars ? bar(share.getAsDouble()) + " ".repeat(Math.max(1, 7 - percent.length())) + percent : percent;
    }

    private static String bar(double share) {
        int full = (int) Math.round(Math.max(0, Math.min(1, share)) * BAR);
        return "[" + "#".repeat(full) + " ".repeat(BAR - full) + "]";
    }

    private static String count(double number) {
        return number > 0 ? Long.toString((long) number) : NOTHING;
    }

    private static String bytes(double amount) {
        return HumanUnits.bytes(amount);
    }

    private static String uptime(Load load) {
        return load.number("uptime") > 0 ? HumanUnits.seconds((long) load.number("uptime")) : NOTHING;
    }

    private static String clean(String text) {
        return CellText.clean(text);
    }
}
