package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Section;

import java.util.Set;

/** Servers to which the nodes send their figures. */
final class MetricServerArea extends SectionArea {
    MetricServerArea() {
        super("/cluster/metrics/server", "id", "status.cfg");
    }

    /** Kept apart from the configuration, and never shown. */
    @Override
    Set<String> notKept() {
        return Set.of("token");
    }

    @Override
    String creationPath() {
        return path() + "/{id}";
    }

    @Override
    Row row(Call call, Section server) {
        return new Row().with("id", server.id()).with("type", server.type())
                .with("disable", server.flag("disable")).with("server", server.options().get("server"))
                .with("port", server.options().get("port"));
    }

    @Override
    Row single(Call call, Section server) {
        return new Row().with("type", server.type()).withAll(server.options());
    }

    @Override
    ApiError missing(Action action, String id) {
        return ApiError.died(action == Action.READ
                ? "status server entry '" + id + "' does not exist"
                : "no such server '" + id + "'");
    }

    @Override
    ApiError duplicate(String id) {
        return ApiError.died("Metric server '" + id + "' already exists");
    }
}
