package io.github.proxmoxtools.tools.contract;

import io.github.proxmoxtools.simulator.RecordedRequest;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.engine.EngineParams;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Calls with arguments of all kinds by chance, against one simulated cluster: {@code -Dfuzz.seed} chooses another chance,
 * {@code -Dfuzz.rounds} how many calls a tool gets.
 */
final class HostileCalls implements AutoCloseable {
    private static final long SEED = Long.getLong("fuzz.seed", 20261128);
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 25);

    private static final List<@Nullable Object> VALUES = Arrays.asList(null, true, false, 0, -1, 7, 100, Long.MAX_VALUE,
            Long.MIN_VALUE, BigInteger.TEN.pow(60), new BigDecimal("1e999999999"), new BigDecimal("-1e-999999999"),
            1e300, 0.5, Double.NaN, Double.POSITIVE_INFINITY, "", " ", "0", "1", "-0", "100", "1e9", "1e999999999",
            "pve1", "local", "../access", "..", ".", "/", "a/../b", "%2e%2e%2faccess", "%00", "?a=b", "#", "&x=y", ";",
            "\0", "a\0b", "a\r\nX: y", "\u0007\u001b[31m", "\u202egnp.exe", "\ud800", "\udc00\ud800", "\ufeff",
            "é\u0301",
            "\ud83d\ude00", "\u0661\u0662\u0663", "https://elsewhere.example/", "file:///etc/passwd", "/etc/passwd",
            "UPID:pve1:..:x", "a=b,c=d", "a=", "=", ",", "x=\"", "-----BEGIN PRIVATE KEY-----", "$(id)", "`id`",
            "' or 1",
            "x".repeat(20_000), "1".repeat(5_000), "a,".repeat(5_000), List.of(), List.of(List.of()),
            List.of("a", "a"),
            List.of(Map.of()), Collections.singletonList(null), List.of("\0", 1, true), Map.of(), Map.of("", ""),
            Map.of("a", List.of(Map.of("b", Map.of()))), Collections.singletonMap("a", null), nested(60),
            Collections.nCopies(3_000, "x"));
    private static final List<String> SPLINTERS = List.of("..", "/", "\0", "\n", "%", "\ud800", ",", "=", ":", " ", "9",
            "-", "'", "\"", "\u202e");

    private final Simulator simulator;
    private final Engine free;
    private final Engine reading;

    HostileCalls(Catalog catalog, Path folder) {
        simulator = Simulator.builder().profile("9.2").start();
        free = engine(catalog, folder, Safety.DESTROY);
        reading = engine(catalog, folder, Safety.READ);
    }

    private Engine engine(Catalog catalog, Path folder, Safety access) {
        return Engine.builder(catalog, () -> SimulatedEngine.client(simulator)).fileRoots(List.of(folder))
                .access(access).waitTimeout(Duration.ofMillis(300)).build();
    }

    private static Object nested(int depth) {
        Object value = "x";
        for (int i = 0; i < depth; i++) {
            value = i % 2 == 0 ? List.of(value) : Map.of("a", value);
        }
        return value;
    }

    /** Calls a tool again and again; who fails says how to come back to it. */
    void on(Tool tool, List<Map<String, Object>> sound) {
        Random random = new Random(SEED ^ tool.name().hashCode());
        for (int round = 1; round <= ROUNDS; round++) {
            Map<String, @Nullable Object> arguments = new LinkedHashMap<>(sound.get(random.nextInt(sound.size())));
            for (int spoiled = random.nextInt(3); spoiled >= 0; spoiled--) {
                spoil(arguments, tool, random);
            }
            try {
                judge(tool, arguments);
            } catch (RuntimeException | AssertionError | StackOverflowError problem) {
                throw new AssertionError(tool + " in round " + round + " with -Dfuzz.seed=" + SEED + " called with "
                        + shortened(arguments.toString()), problem);
            }
        }
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), 2_000));
    }

    private static void spoil(Map<String, @Nullable Object> arguments, Tool tool, Random random) {
        List<String> names = new ArrayList<>(tool.params().stream().map(Param::name).toList());
        names.addAll(EngineParams.of(tool).keySet());
        names.addAll(List.of("no\0such", "delete", "node"));
        String name = names.get(random.nextInt(names.size()));
        if (arguments.get(name) instanceof String text && random.nextBoolean()) {
            arguments.put(name, new StringBuilder(text)
                    .insert(random.nextInt(text.length() + 1), SPLINTERS.get(random.nextInt(SPLINTERS.size())))
                    .toString());
        } else if (name.equals(EngineParams.VIEW)) {
            String of = List.of("fields", "filter", "sort", "limit", "offset", "x").get(random.nextInt(6));
            arguments.put(name, Collections.singletonMap(of, VALUES.get(random.nextInt(VALUES.size()))));
        } else {
            arguments.put(name, VALUES.get(random.nextInt(VALUES.size())));
        }
    }

    private void judge(Tool tool, Map<String, @Nullable Object> arguments) {
        ToolCall call = ToolCall.of(tool.name(), arguments).confirmedBy(Confirmer.ALWAYS);
        simulator.forgetRequests();
        attempt(() -> reading.run(call).toMap());
        expectNoWrites("a call that may only read");
        attempt(() -> free.plan(call).facts());
        expectNoWrites("a plan");
        if (attempt(() -> free.run(call).toMap()) instanceof InvalidCall refusal
                && refusal.kind() == FailureKind.BAD_ARGUMENT) {
            expectNoWrites("a call that was refused: " + refusal.error());
        }
        List<String> strayed = simulator.requests().stream().map(RecordedRequest::path)
                .filter(path -> !path.startsWith("/api2/json/") || path.contains("/../") || path.endsWith("/..")
                        || path.chars().anyMatch(Character::isISOControl))
                .toList();
        if (!strayed.isEmpty()) {
            throw new AssertionError("sent to " + strayed);
        }
    }

    private interface Calling {
        Map<String, ?> answer();
    }

    /** The failure, if it is one of the engine's own; all that is said can be written down. */
    private static @Nullable ToolFailure attempt(Calling calling) {
        try {
            JsonText.compact(calling.answer());
            return null;
        } catch (ToolFailure failure) {
            JsonText.compact(failure.toMap());
            return failure;
        }
    }

    private void expectNoWrites(String who) {
        List<RecordedRequest> writes = simulator.requests().stream().filter(RecordedRequest::isWrite).toList();
        if (!writes.isEmpty()) {
            throw new AssertionError(who + " sent " + shortened(writes.toString()));
        }
    }

    @Override
    public void close() {
        free.close();
        reading.close();
        simulator.close();
    }
}
