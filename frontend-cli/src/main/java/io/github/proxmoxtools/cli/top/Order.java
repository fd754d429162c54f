package io.github.proxmoxtools.cli.top;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Usage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What comes first. */
enum Order {
    /** Who computes most, of what it has. */
    CPU(load -> load.number("cpu")),
    /** Who uses most memory. */
    MEM(load -> load.number("mem")),
    /** Who receives and sends most. */
    NET(load -> load.rates().network()),
    /** Who reads and writes most. */
    DISK(load -> load.rates().disks()),
    /** By the alphabet. */
    NAME(load -> 0);

    private final ToDoubleFunction<Load> figure;

    Order(ToDoubleFunction<Load> figure) {
        this.figure = figure;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Comparator<Load> comparator() {
        return Comparator.comparingDouble(figure).reversed().thenComparing(Load::name)
                .thenComparing(load -> load.text("id"));
    }

    static Order named(String text) {
        return Arrays.stream(values()).filter(order -> order.word().equals(text)).findFirst()
                .orElseThrow(() -> Usage.error("--sort: '" + CellText.clean(text) + "' is no order",
                        "Choose cpu, mem, net, disk or name."));
    }
}
