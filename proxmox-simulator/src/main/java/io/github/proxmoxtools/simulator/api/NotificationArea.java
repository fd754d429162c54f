package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Section;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Endpoints of one kind, or the matchers that choose among them. */
final class NotificationArea extends SectionArea {
    static final String MATCHER = "matcher";
    private static final String FILE = "notifications.cfg";
    private static final Set<String> SECRETS = Set.of("token", "password", "secret");
    private static final Section MAIL = new Section("mail-to-root", "sendmail", new TreeMap<>(Map.of("mailto-user",
            List.of("root@pam"), "comment", "Send mails to root@pam's email address")));
    private static final Section DEFAULT = new Section("default-matcher", MATCHER, new TreeMap<>(Map.of("mode", "all",
            "target", List.of("mail-to-root"), "comment", "Route all notifications to mail-to-root")));

    private final String type;

    NotificationArea(String path, String type) {
        super(path, "name", FILE);
        this.type = type;
    }

    @Override
    String type(Call call) {
        return type;
    }

    @Override
    List<Section> builtIn() {
        return List.of(DEFAULT, MAIL);
    }

    @Override
    boolean belongs(Call call, Section section) {
        return section.type().equals(type);
    }

    @Override
    boolean isVisible(Call call, Section section) {
        return call.caller().holdsAny("/mapping/notifications/" + section.id(), "Mapping.Audit", "Mapping.Modify",
                "Mapping.Use");
    }

    String origin(Call call, Section section) {
        boolean isBuiltIn = builtIn().stream().anyMatch(other -> other.id().equals(section.id()));
        boolean isStored = file(call).find(section.id()).isPresent();
        return isBuiltIn ? isStored ? "modified-builtin" : "builtin" : "user-created";
    }

    @Override
    Row row(Call call, Section section) {
        Row row = new Row().with("name", section.id()).withAll(section.options()).with("origin",
                origin(call, section));
        row.fields().keySet().removeAll(SECRETS);
        return row;
    }

    @Override
    Row single(Call call, Section section) {
        return row(call, section).with("digest", file(call).digest());
    }

    @Override
    ApiError missing(Action action, String id) {
        return ApiError.raised(404, (type.equals(MATCHER) ? type : type + " endpoint") + " '" + id + "' not found");
    }

    @Override
    ApiError duplicate(String id) {
        return ApiError.raised(400, "Cannot create '" + id + "', an entity with the same name already exists");
    }

    @Override
    boolean missesWhatIsDeleted() {
        return true;
    }

    @Override
    void verify(Call call, Action action) {
        if (action == Action.CREATE && builtIn().stream().anyMatch(other -> other.id().equals(id(call)))) {
            throw duplicate(id(call));
        }
    }

    @Override
    void check(Call call, Section section, Action action) {
        if (action == Action.DELETE) {
            requireUnused(call, section);
            return;
        }
        section.list("target").stream().filter(target -> targets(call).stream().noneMatch(target::equals)).findFirst()
                .ifPresent(target -> {
                    throw ApiError.raised(404, "endpoint '" + target + "' not found");
                });
    }

    private void requireUnused(Call call, Section section) {
        List<String> users = file(call).all().stream()
                .filter(other -> other.type().equals(MATCHER) && other.list("target").contains(section.id()))
                .map(Section::id).toList();
        if (!users.isEmpty()) {
            throw ApiError.raised(400,
                    "cannot delete '" + section.id() + "', referenced by: " + String.join(", ", users));
        }
    }

    private List<String> targets(Call call) {
        return Stream.concat(builtIn().stream(), file(call).all().stream())
                .filter(section -> !section.type().equals(MATCHER)).map(Section::id).toList();
    }
}
