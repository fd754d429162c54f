package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the newest backup of a guest in those storages of its node that hold backups.
 *
 * <p>A storage may be slow or away: what does not answer soon is said to be not readable, and nothing fails for it.
 */
final class NewestBackup {
    static final String NOT_READABLE = "not readable";
    private static final int MOST_STORAGES = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Calls calls;
    private final GuestAddress guest;

    NewestBackup(Calls calls, GuestAddress guest) {
        this.calls = calls;
        this.guest = guest;
    }

    /** Gives storage, volid, time and size; or a text that says that there is none, or that nobody knows. */
    Object look() {
        FutureTask<Object> search = new FutureTask<>(this::search);
        Thread searching = Thread.ofVirtual().start(search);
        try {
            return search.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancellation("Cancelled", "", Map.of());
        } catch (TimeoutException e) {
            return NOT_READABLE;
        } catch (ExecutionException e) {
            return notReadable(Objects.requireNonNullElse(e.getCause(), e));
        } finally {
            searching.interrupt();
        }
    }

    /** Who took the call back is told so, and a mistake of ours is not said to be the server's. */
    static Object notReadable(Throwable cause) {
        if (cause instanceof ToolFailure && !(cause instanceof Cancellation)) {
            return NOT_READABLE;
        }
        throw Together.rethrown(cause);
    }

    private Object search() {
        return switch (calls.attempt(storages())) {
            case Calls.Part.Failed failed -> NOT_READABLE;
            case Calls.Part.Came(var storages) -> in(storages.items());
        };
    }

    private ApiRequest storages() {
        return Survey.get("/nodes/{node}/storage", Map.of("node", guest.node()), Parameter.of("content", "backup"),
                Parameter.of("enabled", "1"));
    }

    private Object in(List<Data> storages) {
        List<String> asked = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        for (Data storage : storages) {
            boolean isAsked = storage.at("active").flag() && asked.size() < MOST_STORAGES;
            (isAsked ? asked : unread).add(storage.at("storage").text().orElse(""));
        }
        List<Calls.Part> answers = Together.all(
                asked.stream().<Callable<Calls.Part>>map(storage -> () -> calls.attempt(backupsOn(storage))).toList());
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            switch (answers.get(i)) {
                case Calls.Part.Failed failed -> unread.add(asked.get(i));
                case Calls.Part.Came(var backups) -> newest(asked.get(i), backups).ifPresent(found::add);
            }
        }
        return told(found.stream().max(Comparator.comparingLong(NewestBackup::age)), unread);
    }

    private ApiRequest backupsOn(String storage) {
        return Survey.get("/nodes/{node}/storage/{storage}/content", Map.of("node", guest.node(), "storage", storage),
                Parameter.of("content", "backup"), Parameter.of("vmid", Long.toString(guest.vmid())));
    }

    private static Optional<Map<String, @Nullable Object>> newest(String storage, Data backups) {
        return backups.items().stream().filter(backup -> backup.at("volid").text().isPresent())
                .max(Comparator.comparingLong(backup -> backup.at("ctime").whole().orElse(0L)))
                .map(backup -> described(storage, backup));
    }

    private static Map<String, @Nullable Object> described(String storage, Data backup) {
        long made = backup.at("ctime").whole().orElse(0L);
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("storage", storage);
        facts.put("volid", backup.at("volid").raw());
        facts.put("ctime", made);
        facts.put("time", made == 0 ? null : Instant.ofEpochSecond(made).toString());
        facts.put("size", backup.at("size").raw());
        return facts;
    }

    private static long age(Map<String, @Nullable Object> backup) {
        return Data.of(backup.get("ctime")).whole().orElse(0L);
    }

    private static Object told(Optional<Map<String, @Nullable Object>> newest, List<String> unread) {
        if (newest.isEmpty()) {
            return unread.isEmpty()
                    ? "none that this login may see"
                    : NOT_READABLE + " on " + String.join(", ", unread) + "; none elsewhere that this login may see";
        }
        Map<String, @Nullable Object> facts = newest.get();
        if (!unread.isEmpty()) {
            facts.put("not_readable", unread);
        }
        return facts;
    }
}
