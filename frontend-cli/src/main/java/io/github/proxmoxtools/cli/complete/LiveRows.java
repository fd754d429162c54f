package io.github.proxmoxtools.cli.complete;

import io.github.proxmoxtools.cli.cluster.Outlook;
import io.github.proxmoxtools.cli.text.CellText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Lists of the cluster, kept for a while; no rows where they cannot be had within the time for all of them. */
final class LiveRows {
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final Outlook outlook;
    private final ValueCache cache;
    private final long end = System.nanoTime() + PATIENCE.toNanos();

    LiveRows(Outlook outlook, ValueCache cache) {
        this.outlook = outlook;
        this.cache = cache;
    }

    /**
     * Reads a list.
     *
     * @param path below {@code /api2/json}
     * @param parameters what to send
     * @param fields what is wanted of each object
     * @return their texts, each as long as the fields; empty texts for what is not there
     */
    List<List<String>> read(String path, Map<String, String> parameters, String... fields) {
        String key = String.join("\n", outlook.identity(), path, parameters.toString(), String.join(",", fields));
        return cache.find(key).orElseGet(() -> {
            List<List<String>> rows = inTime(path, parameters, fields);
            cache.keep(key, rows);
            return rows;
        });
    }

    private List<List<String>> inTime(String path, Map<String, String> parameters, String... fields) {
        FutureTask<List<List<String>>> reading = new FutureTask<>(
                () -> outlook.rows(path, parameters).stream().map(row -> texts(row, fields)).toList());
        Thread.ofPlatform().daemon().name("completion").start(reading);
        try {
            return reading.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static List<String> texts(Map<String, @Nullable Object> row, String... fields) {
        List<String> texts = new ArrayList<>();
        for (String field : fields) {
            Object value = row.get(field);
            texts.add(value == null ? "" : CellText.clean(value.toString()));
        }
        return texts;
    }
}
