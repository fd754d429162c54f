package io.github.proxmoxtools.tools.engine;

import static io.github.proxmoxtools.tools.engine.ClusterFacts.text;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts into sentences what the server says that keeps a guest from starting. */
final class StartFindings {
    private static final Pattern BRIDGE = Pattern.compile("(?:^|,)bridge=([^,]+)");
    private static final Pattern WANTED_FLAG = Pattern.compile("\\+([a-z0-9-]+)");

    /** Flags that the kernel of the node calls as Proxmox VE does. */
    private static final Set<String> COMPARABLE_FLAGS = Set.of("aes", "pcid", "pdpe1gb");

    private final GuestAddress guest;
    private final Survey survey;
    private final Data facts;
    private final List<String> findings = new ArrayList<>();

    StartFindings(GuestAddress guest, Survey survey, Map<String, @Nullable Object> facts) {
        this.guest = guest;
        this.survey = survey;
        this.facts = Data.of(facts);
    }

    List<String> all() {
        ofState();
        ofCluster();
        survey.find("storages").ifPresent(this::ofDisks);
        survey.find("bridges").ifPresent(this::ofBridges);
        if (guest.kind() == GuestKind.VM) {
            survey.find("node").ifPresent(this::ofNode);
        }
        facts.at("last_failed_start").at("status").text()
                .ifPresent(status -> findings.add("The last start that failed ended with: " + status));
        return findings;
    }

    private void ofState() {
        facts.at("status").text().filter("running"::equals).ifPresent(status -> findings.add("It runs already."));
        if (facts.at("template").flag()) {
            findings.add("It is a template, and templates do not start.");
        }
        facts.at("lock").text().ifPresent(lock -> findings.add("It is locked (" + lock + ")."));
        Data ha = facts.at("ha");
        if (ha.at("managed").flag()) {
            findings.add("It is managed by HA, whose state for it is '" + text(ha, "state") + "'.");
        }
    }

    private void ofCluster() {
        List<Data> status = survey.at("cluster").items();
        ClusterFacts.rows(status, "cluster").stream().filter(row -> !row.at("quorate").flag())
                .forEach(row -> findings.add("The cluster has no quorum."));
        ClusterFacts.rows(status, "node").stream()
                .filter(row -> text(row, "name").equals(guest.node()) && !row.at("online").flag())
                .forEach(row -> findings.add("Node " + guest.node() + " is offline."));
    }

    private void ofDisks(Data storages) {
        for (GuestDisk disk : GuestDisk.of(survey.at("config"))) {
            if (!disk.slot().startsWith("unused")) {
                disk.storage().ifPresent(storage -> ofDisk(disk, storage, storages));
            }
        }
    }

    private void ofDisk(GuestDisk disk, String storage, Data storages) {
        boolean isListed = storages.items().stream().anyMatch(row -> text(row, "storage").equals(storage));
        if (!isListed) {
            findings.add(disk.slot() + " is on storage " + storage + ", which is not among those that node "
                    + guest.node() + " shows to this login.");
        } else if (!StartReport.isActive(storages, storage)) {
            findings.add(disk.slot() + " is on storage " + storage + ", which is not active on node " + guest.node()
                    + ".");
        }
        StartReport.images(survey, storage).filter(images -> disk.isCd() && disk.volume().contains(":iso/")
                && images.items().stream().noneMatch(image -> text(image, "volid").equals(disk.volume())))
                .ifPresent(images -> findings.add(disk.slot() + " holds " + disk.volume()
                        + ", which is not among the images that the storage shows to this login."));
    }

    private void ofBridges(Data bridges) {
        survey.at("config").fields().forEach((key, value) -> {
            Matcher bridge = BRIDGE.matcher(String.valueOf(value));
            boolean isMissing = key.matches("net\\d+") && bridge.find() && bridges.items().stream()
                    .noneMatch(row -> text(row, "iface").equals(bridge.group(1)));
            if (isMissing) {
                findings.add(key + " is on bridge " + bridge.group(1) + ", which is not among those that node "
                        + guest.node() + " shows to this login.");
            }
        });
    }

    private void ofNode(Data node) {
        boolean stopped = facts.at("status").text().filter("stopped"::equals).isPresent();
        long wanted = facts.at("maxmem").whole().orElse(0L);
        Data memory = node.at("memory");
        long free = memory.at("available").whole().or(() -> memory.at("free").whole()).orElse(Long.MAX_VALUE);
        if (stopped && wanted > free) {
            findings.add(
                    "It is given " + CapacityReport.gibibytes(wanted) + " of memory; node " + guest.node() + " has "
                            + CapacityReport.gibibytes(free) + " to spare.");
        }
        ofProcessor(node.at("cpuinfo"));
    }

    private void ofProcessor(Data processor) {
        long wanted = survey.at("status").at("cpus").whole().orElse(0L);
        long there = processor.at("cpus").whole().orElse(Long.MAX_VALUE);
        if (wanted > there) {
            findings.add("It is given " + wanted + " processors; node " + guest.node() + " has " + there + ".");
        }
        boolean wantsHardware = survey.at("config").at("kvm").isAbsent() || survey.at("config").at("kvm").flag();
        if (wantsHardware && processor.at("hvm").text().filter("0"::equals).isPresent()) {
            findings.add("It needs hardware virtualisation, which node " + guest.node() + " does not offer.");
        }
        List<String> offered = List.of(text(processor, "flags").split(" ", -1));
        Matcher flag = WANTED_FLAG.matcher(text(survey.at("config"), "cpu"));
        while (flag.find()) {
            if (COMPARABLE_FLAGS.contains(flag.group(1)) && !offered.contains(flag.group(1))) {
                findings.add("It asks for the processor flag " + flag.group(1) + ", which node " + guest.node()
                        + " does not have.");
            }
        }
    }
}
