package io.github.proxmoxtools.tools.engine;

import static io.github.proxmoxtools.tools.engine.ClusterFacts.rows;
import static io.github.proxmoxtools.tools.engine.ClusterFacts.text;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.TransportFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which guests and disks no backup covers. */
final class BackupReport {
    private static final String JOBS = "jobs";
    private static final String UNCOVERED = "not-backed-up";
    private static final String FILES = "backups on ";
    private static final String VOLUMES = "volumes of job ";

    private final int days;
    private final Survey survey;
    private final Map<Long, Long> newest = new HashMap<>();

    BackupReport(Calls calls, int days) {
        if (days < 0) {
            throw InvalidCall.argument("days", "must not be negative, but is " + days);
        }
        this.days = days;
        this.survey = new Survey(calls);
    }

    Map<String, @Nullable Object> gaps() {
        Map<String, ApiRequest> first = new LinkedHashMap<>();
        first.put("resources", Survey.get("/cluster/resources"));
        first.put(JOBS, Survey.get("/cluster/backup"));
        first.put(UNCOVERED, Survey.get("/cluster/backup-info/not-backed-up"));
        List<Data> resources = survey.read(first).need("resources").items();
        survey.read(filesAndVolumes(resources));
        rememberUnavailable(resources);
        rememberNewest(resources);
        List<Data> guests = resources.stream()
                .filter(row -> row.at("vmid").whole().isPresent() && !row.at("template").flag()).toList();
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("guests", guests.size());
        facts.put("in_no_enabled_job", inNoJob(guests).map(uncovered -> (Object) uncovered).orElse(
                NewestBackup.NOT_READABLE));
        facts.put("without_backup_file", guests.stream().filter(guest -> age(guest).isEmpty()).map(this::described)
                .toList());
        facts.put("older_than_days", days);
        facts.put("old_backup", guests.stream().filter(guest -> age(guest).filter(this::isOld).isPresent())
                .map(this::described).toList());
        facts.put("disks_left_out", disksLeftOut());
        facts.put("findings", findings(facts));
        return survey.completing(facts);
    }

    private Map<String, ApiRequest> filesAndVolumes(List<Data> resources) {
        Map<String, ApiRequest> reads = new LinkedHashMap<>();
        for (Data storage : rows(resources, "storage")) {
            if (holdsBackups(storage) && isAvailable(storage)) {
                reads.putIfAbsent(FILES + place(storage), Survey.get("/nodes/{node}/storage/{storage}/content",
                        Map.of("node", text(storage, "node"), "storage", text(storage, "storage")),
                        Parameter.of("content", "backup")));
            }
        }
        enabledJobs().forEach(job -> reads.put(VOLUMES + text(job, "id"),
                Survey.get("/cluster/backup/{id}/included_volumes", Map.of("id", text(job, "id")))));
        return reads;
    }

    private static boolean isAvailable(Data storage) {
        return text(storage, "status").equals("available");
    }

    /** A shared storage is looked at from any node that has it. */
    private void rememberUnavailable(List<Data> resources) {
        List<Data> storages = rows(resources, "storage").stream().filter(BackupReport::holdsBackups).toList();
        Set<String> askedFor = new HashSet<>();
        storages.stream().filter(BackupReport::isAvailable).forEach(storage -> askedFor.add(place(storage)));
        storages.stream().map(BackupReport::place).filter(askedFor::add)
                .forEach(place -> survey.miss(FILES + place, new TransportFailure(FailureKind.UNREACHABLE,
                        "Storage " + place + " is not available, so nobody could look for backups there",
                        "Look again when it is.", true, Optional.empty(), Map.of(), null)));
    }

    private static boolean holdsBackups(Data storage) {
        return Arrays.asList(text(storage, "content").split(",", -1)).contains("backup");
    }

    private static String place(Data storage) {
        return text(storage, "storage") + (storage.at("shared").flag() ? "" : " of " + text(storage, "node"));
    }

    /** A job that does not say is enabled. */
    private List<Data> enabledJobs() {
        return survey.at(JOBS).items().stream()
                .filter(job -> job.at("enabled").isAbsent() || job.at("enabled").flag()).toList();
    }

    private void rememberNewest(List<Data> resources) {
        rows(resources, "storage").stream().map(BackupReport::place).distinct()
                .flatMap(place -> survey.at(FILES + place).items().stream())
                .forEach(file -> file.at("vmid").whole().ifPresent(vmid -> newest.merge(vmid,
                        file.at("ctime").whole().orElse(0L), Math::max)));
    }

    /** The server's own list counts disabled jobs too; which guests an enabled one takes is told by the job. */
    private Optional<List<Map<String, @Nullable Object>>> inNoJob(List<Data> guests) {
        if (survey.find(JOBS).isEmpty() && survey.find(UNCOVERED).isEmpty()) {
            return Optional.empty();
        }
        Set<String> uncovered = new HashSet<>();
        survey.at(UNCOVERED).items().forEach(row -> uncovered.add(text(row, "vmid")));
        boolean jobsAreKnown = survey.find(JOBS).isPresent();
        return Optional.of(guests.stream().filter(guest -> uncovered.contains(text(guest, "vmid"))
                || (jobsAreKnown && enabledJobs().stream().noneMatch(job -> covers(job, guest))))
                .map(this::described).toList());
    }

    private static boolean covers(Data job, Data guest) {
        String vmid = text(guest, "vmid");
        boolean otherNode = job.at("node").text().filter(node -> !node.equals(text(guest, "node"))).isPresent();
        if (otherNode || named(job, "exclude").anyMatch(vmid::equals)) {
            return false;
        }
        return job.at("all").flag() || named(job, "vmid").anyMatch(vmid::equals)
                || job.at("pool").text().filter(pool -> pool.equals(text(guest, "pool"))).isPresent();
    }

    private static Stream<String> named(Data job, String field) {
        return job.at(field).text().stream().flatMap(text -> Stream.of(text.split("[,; ]+", -1)));
    }

    private Optional<Long> age(Data guest) {
        return guest.at("vmid").whole().map(newest::get);
    }

    private boolean isOld(long made) {
        return Instant.ofEpochSecond(made).isBefore(Instant.now().minus(Duration.ofDays(days)));
    }

    private Map<String, @Nullable Object> described(Data guest) {
        Map<String, @Nullable Object> facts = ClusterFacts.picked(guest, "vmid", "name", "type", "node", "status");
        age(guest).filter(this::isOld).ifPresent(made -> facts.put("newest", Instant.ofEpochSecond(made).toString()));
        return facts;
    }

    private List<Map<String, @Nullable Object>> disksLeftOut() {
        List<Map<String, @Nullable Object>> left = new ArrayList<>();
        for (Data job : enabledJobs()) {
            for (Data guest : survey.at(VOLUMES + text(job, "id")).at("children").items()) {
                guest.at("children").items().stream().filter(volume -> !volume.at("included").flag())
                        .forEach(volume -> left.add(leftOut(job, guest, volume)));
            }
        }
        return left;
    }

    private static Map<String, @Nullable Object> leftOut(Data job, Data guest, Data volume) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("job", job.at("id").raw());
        facts.put("vmid", guest.at("id").raw());
        facts.put("name", guest.at("name").raw());
        facts.put("disk", text(volume, "id").replaceFirst("^\\d+:", ""));
        facts.put("volume", volume.at("name").raw());
        facts.put("reason", volume.at("reason").raw());
        return facts;
    }

    private List<String> findings(Map<String, @Nullable Object> facts) {
        List<String> findings = new ArrayList<>();
        finding(findings, facts.get("in_no_enabled_job"), "in no enabled backup job");
        finding(findings, facts.get("without_backup_file"), "without a backup file that this login can see");
        finding(findings, facts.get("old_backup"), "with a newest backup older than " + days + " days");
        finding(findings, facts.get("disks_left_out"), "left out by a backup job");
        survey.missingOf(FILES).forEach(place -> findings.add("Storage " + place
                + " could not be looked at: guests that are said to have no backup file, or an old one, may have one there."));
        return findings;
    }

    private static void finding(List<String> findings, @Nullable Object rows, String what) {
        if (rows instanceof List<?> list && !list.isEmpty()) {
            String noun = what.startsWith("left") ? "disk" : "guest";
            findings.add(list.size() + " " + noun + (list.size() == 1 ? " is " : "s are ") + what + ".");
        }
    }
}
