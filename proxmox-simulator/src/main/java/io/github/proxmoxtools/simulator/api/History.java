package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** Figures over time, as the round-robin databases give them. */
final class History {
    private static final int OLD_POINTS = 70;
    private static final Map<String, Duration> OLD_STEPS = Map.of("hour", Duration.ofMinutes(1), "day",
            Duration.ofMinutes(30), "week", Duration.ofHours(3), "month", Duration.ofHours(12), "year",
            Duration.ofDays(7));

    private record Window(Duration step, int points) {}

    private static final Map<String, Window> WINDOWS = Map.of("hour", new Window(Duration.ofMinutes(1), 60), "day",
            new Window(Duration.ofMinutes(1), 1440), "week", new Window(Duration.ofMinutes(30), 336), "month",
            new Window(Duration.ofMinutes(30), 1440), "year", new Window(Duration.ofHours(6), 1460), "decade",
            new Window(Duration.ofDays(7), 520));

    private History() {}

    /** The points of the time that the call names; those from before the node's boot have no figures. */
    static List<Map<String, ?>> points(Call call, LongFunction<Map<String, ?>> figures) {
        String timeframe = call.params().get("timeframe");
        Window window = call.cluster().profile() == Profile.PVE_9_2
                ? WINDOWS.getOrDefault(timeframe, new Window(Duration.ofMinutes(1), 60))
                : new Window(OLD_STEPS.getOrDefault(timeframe, Duration.ofMinutes(1)), OLD_POINTS);
        long now = call.now().getEpochSecond();
        long step = window.step().toSeconds();
        long last = now - now % step;
        long known = call.cluster().node(call.node()).map(node -> node.booted().getEpochSecond()).orElse(now);
        List<Map<String, ?>> points = new ArrayList<>();
        for (int i = window.points() - 1; i >= 0; i--) {
            long time = last - i * step;
            Row row = new Row().with("time", time);
            points.add(time >= known ? row.withAll(figures.apply(time)).fields() : row.fields());
        }
        return points;
    }
}
