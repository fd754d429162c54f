package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where news goes: endpoints, matchers, and the list of all targets. */
final class NotificationHandlers {
    private static final String PATH = "/cluster/notifications";
    private static final Map<String, NotificationArea> ENDPOINTS = new LinkedHashMap<>();
    private static final NotificationArea MATCHERS = new NotificationArea(PATH + "/matchers",
            NotificationArea.MATCHER);

    static {
        List.of("gotify", "sendmail", "smtp", "webhook")
                .forEach(type -> ENDPOINTS.put(type, new NotificationArea(PATH + "/endpoints/" + type, type)));
    }

    private NotificationHandlers() {}

    static void register(Registry registry) {
        registry.get(PATH, call -> Directory.of("name", "endpoints", "matchers", "targets", "matcher-fields",
                "matcher-field-values"));
        registry.get(PATH + "/endpoints", call -> Directory.of("name", "gotify", "sendmail", "smtp", "webhook"));
        ENDPOINTS.values().forEach(area -> area.register(registry));
        MATCHERS.register(registry);
        registry.get(PATH + "/targets", NotificationHandlers::targets);
        registry.post(PATH + "/targets/{name}/test", NotificationHandlers::test);
        registry.get(PATH + "/matcher-fields", call -> Directory.of("name", "type", "hostname", "job-id"));
    }

    private static Object targets(Call call) {
        List<Object> rows = new ArrayList<>();
        ENDPOINTS.forEach((type, area) -> area.all(call).stream().filter(target -> area.isVisible(call, target))
                .forEach(target -> rows.add(row(call, area, target))));
        return rows;
    }

    private static Object row(Call call, NotificationArea area, Section target) {
        return new Row().with("name", target.id()).with("type", target.type()).with("origin", area.origin(call, target))
                .withAny("comment", target.text("comment")).with("disable", target.flag("disable")).fields();
    }

    private static @Nullable Object test(Call call) {
        String name = call.params().get("name");
        boolean isKnown = ENDPOINTS.values().stream()
                .anyMatch(area -> area.all(call).stream().anyMatch(target -> target.id().equals(name)));
        if (!isKnown) {
            throw ApiError.raised(404, "endpoint '" + name + "' not found");
        }
        return null;
    }
}
