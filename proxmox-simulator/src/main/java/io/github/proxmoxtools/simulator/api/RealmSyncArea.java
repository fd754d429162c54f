package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Section;
import java.util.List;

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
        String text = "No such job '" + id + "'";
        return switch (action) {
            case READ -> ApiError.parameter("id", text);
            // Within the file's lock the code of an error is lost.
            case DELETE -> ApiError.died("400 Parameter verification failed.\nid: " + text);
            default -> ApiError.died("no such realm-sync job");
        };
    }

    @Override
    ApiError duplicate(String id) {
        return ApiError.died("Job '" + id + "' already exists");
    }

    @Override
    void check(Call call, Section job, Action action) {
        for (String name : List.of("realm", "schedule", "scope")) {
            if (action != Action.DELETE && !job.options().containsKey(name)) {
                throw ApiError.died("missing value for required option '" + name + "'");
            }
        }
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
