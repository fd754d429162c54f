package io.github.proxmoxtools.cli.top;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Usage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/** What comes first. */
enum Order {
    /** Who computes most, of what it has. */
    CPU,
    /** Who uses most memory. */
    MEM,
    /** Who receives and sends most. */
    NET,
    /** Who reads and writes most. */
    DISK,
    /** By the alphabet. */
    NAME;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Comparator<Load> comparator() {
        return Comparator.comparingDouble(this::figure).reversed().thenComparing(Load::name)
                .thenComparing(load -> load.text("id"));
    }

    private double figure(Load load) {
        return switch (this) {
            case CPU -> load.number("cpu");
            case MEM -> load.number("mem");
            case NET -> load.rates().network();
            case DISK -> load.rates().disks();
            case NAME -> 0;
        };
    }

    static Order named(String text) {
        return Arrays.stream(values()).filter(order -> order.word().equals(text)).findFirst()
                .orElseThrow(() -> Usage.error("--sort: '" + CellText.clean(text) + "' is no order",
                        "Choose cpu, mem, net, disk or name."));
    }
}
