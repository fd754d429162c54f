package io.github.proxmoxtools.simulator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.ApiKind;
import io.github.proxmoxtools.client.index.ApiMethod;
import io.github.proxmoxtools.client.index.ApiParameter;
import io.github.proxmoxtools.client.index.ApiType;
import io.github.proxmoxtools.simulator.json.Json;
import io.github.proxmoxtools.simulator.state.Access;
import io.github.proxmoxtools.simulator.state.Cluster;
import io.github.proxmoxtools.simulator.state.Profile;
import io.github.proxmoxtools.simulator.state.TimeSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapedAnswersTest {
    private static final List<String> CANDIDATES = List.of("pve1", "100", "local", "1", "vm:100", "abc1", "root@pam",
            "192.0.2.0/24", "192.0.2.1", "https://example.test", "hour", "/dev/sda", "100M", "0", "local:iso/a.iso",
            "UPID:pve1:00000001:00000001:60000000:qmstart:100:root@pam:", "00:00:00:00:00:01", "node=pve1,path=/srv",
            "100-0", "pve2c-0123456789", "AA".concat(":AA".repeat(31)), "node=pve1,id=0000:0000", "VM.Audit",
            "0000:00:1f.2",
            "node=pve1,id=0000:0000,path=0000:00:00");

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void everyAnswerHasTheSchemasShape(String release) throws IOException {
        ApiIndex index = ApiIndex.of(release);
        Registry registry = Registry.complete();
        var cluster = new Cluster("demo", Profile.of(release), new TimeSource(), 50, Map.of("pve1", "00:00"));
        var router = new Router(cluster, index, registry, new Tickets());
        var root = new Caller(cluster.access(), Access.ROOT);
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Map.Entry<String, Coverage> endpoint : ShapedAnswers.coverage(index, registry).entrySet()) {
            String[] parts = endpoint.getKey().split(" ", 2);
            ApiMethod method = index.method(parts[0], parts[1]).orElseThrow();
            if (endpoint.getValue() == Coverage.SHAPED) {
                asked++;
                check(router, root, method).ifPresent(problem -> wrong.add(endpoint.getKey() + ": " + problem));
            }
        }
        assertTrue(asked > 0);
        assertEquals(List.of(), wrong);
    }

    private static Optional<String> check(Router router, Caller caller, ApiMethod method) throws IOException {
        var params = new Params();
        for (ApiParameter parameter : method.parameters()) {
            boolean isInPath = method.path().contains("{" + parameter.name() + "}");
            if (isInPath || (!parameter.optional() && !parameter.indexed())) {
                params.put(parameter.name(), sample(parameter));
            }
        }
        List<String> segments = new ArrayList<>();
        for (String segment : method.path().substring(1).split("/")) {
            String name = segment.startsWith("{") ? segment.substring(1, segment.length() - 1) : "";
            segments.add(name.isEmpty() ? segment : params.find(name).orElse("abc1"));
        }
        try {
            Object data = router.route(method.httpMethod(), segments, params, caller, "pve1").data();
            Object shape = ((Shaped) Objects.requireNonNull(data)).data();
            return violation(Json.read(Json.write(shape)), method.returns(), "data");
        } catch (ApiError e) {
            return Optional.of(e.status() + " " + e.getMessage().strip() + e.errors());
        }
    }

    private static String sample(ApiParameter parameter) {
        return parameter.choices().stream().findFirst().orElseGet(() -> CANDIDATES.stream()
                .filter(candidate -> parameter.check(List.of(candidate)).isEmpty()).findFirst().orElse("abc1"));
    }

    private static Optional<String> violation(@Nullable Object value, ApiType type, String where) {
        boolean fits = switch (type.kind()) {
            case LIST -> value instanceof List<?>;
            case OBJECT -> value instanceof Map<?, ?>;
            case TEXT -> value instanceof String;
            case INTEGER, NUMBER, BOOLEAN -> value instanceof Number;
            case NOTHING -> value == null;
            case ANY -> true;
        };
        if (!fits) {
            return Optional.of(where + " is no " + type.kind() + ": " + value);
        }
        if (type.kind() == ApiKind.OBJECT && value instanceof Map<?, ?> object) {
            return type.properties().entrySet().stream()
                    .filter(part -> !part.getValue().optional() || object.containsKey(part.getKey()))
                    .flatMap(part -> violation(object.get(part.getKey()), part.getValue(), where + "/" + part.getKey())
                            .stream())
                    .findFirst();
        }
        return Optional.empty();
    }
}
