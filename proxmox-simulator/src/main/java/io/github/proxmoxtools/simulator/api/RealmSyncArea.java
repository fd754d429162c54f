package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Section;

/** Scheduled synchronisations of users with a directory. */
final class RealmSyncArea extends SectionArea {
    private static final String TYPE = "realm-sync";

    RealmSyncArea() {
        super("/cluster/jobs/realm-sync", "id", "jobs.cfg");
    }

    @Override
    String creationPath() {
        return path() + "/{id}";
    }

    @Override
    String type(Call call) {
        return TYPE;
    }

    @Override
    boolean belongs(Call call, Section job) {
        return job.type().equals(TYPE);
    }

    @Override
    boolean isVisible(Call call, Section job) {
        return belongs(call, job);
    }

    @Override
    Row row(Call call, Section job) {
        return single(call, job).withAny("next-run",
                job.text("schedule").flatMap(text -> Schedules.next(call, text)));
    }

    @Override
    Row single(Call call, Section job) {
        return new Row().with("id", job.id()).with("type", TYPE).withAll(job.options());
    }

    @Override
    ApiError missing(Action action, String id) {
        return action == Action.READ
                ? ApiError.parameter("id", "No such job '" + id + "'")
                : ApiError.died("no such realm-sync job");
    }

    @Override
    ApiError duplicate(String id) {
        return ApiError.died("Job '" + id + "' already exists");
    }

    @Override
    boolean missesWhatIsDeleted() {
        return true;
    }

    @Override
    void verify(Call call, Action action) {
        Schedules.verify(call);
        call.params().find("realm").ifPresent(realm -> {
            if (!call.access().realms().containsKey(realm)) {
                throw ApiError.died("Realm '" + realm + "' does not exist");
            }
        });
    }
}
