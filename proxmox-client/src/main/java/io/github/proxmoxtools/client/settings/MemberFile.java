package io.github.proxmoxtools.client.settings;

import io.github.proxmoxtools.client.Host;
import io.github.proxmoxtools.client.Member;
import io.github.proxmoxtools.client.MemberMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the members of clusters in a file that only its owner can read: a line per member, with its cluster, name,
 * address, port and fingerprint, a line per cluster with the time when it was asked, and nothing else.
 *
 * <p>A file that others can write is not believed. The folder must exist; it is not made.
 */
public final class MemberFile implements MemberMemory {
    private static final Logger LOG = LoggerFactory.getLogger(MemberFile.class);
    private static final Duration YOUNG = Duration.ofDays(1);
    private static final String SEPARATOR = "\t";
    private static final String ASKED = "asked";

    private final Path file;
    private final String cluster;

    /**
     * Remembers the members of one cluster.
     *
     * @param file the file, which may hold other clusters too
     * @param cluster what tells the cluster from others, such as the hosts that were configured
     * @throws IllegalArgumentException if the cluster's name holds tabs or line breaks
     */
    public MemberFile(Path file, String cluster) {
        if (cluster.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the name of a cluster is one line without tabs");
        }
        this.file = file;
        this.cluster = cluster;
    }

    @Override
    public List<Member> load() {
        return lines().stream().filter(this::isOwn).flatMap(line -> member(line).stream()).toList();
    }

    @Override
    public void save(List<Member> members) {
        List<String> all = new ArrayList<>(lines().stream().filter(line -> !isOwn(line)).toList());
        all.add(String.join(SEPARATOR, cluster, ASKED, Instant.now().toString()));
        for (Member member : members) {
            member.fingerprint().ifPresent(pin -> all
                    .add(String.join(SEPARATOR, cluster, member.node(), member.host().toString(), pin)));
        }
        try {
            write(all);
        } catch (IOException unwritable) {
            LOG.debug("The members of the cluster cannot be remembered: {}", unwritable.toString());
        }
    }

    /** Tells that there is nothing to ask where nothing can be remembered, or if the last time was within a day. */
    @Override
    public boolean isFresh() {
        return folder().isEmpty() || lines().stream().filter(this::isOwn).anyMatch(MemberFile::isYoung);
    }

    private static boolean isYoung(String line) {
        String[] parts = line.split(SEPARATOR, -1);
        try {
            return parts.length == 3 && parts[1].equals(ASKED)
                    && Instant.parse(parts[2]).isAfter(Instant.now().minus(YOUNG));
        } catch (DateTimeParseException damaged) {
            return false;
        }
    }

    private Optional<Path> folder() {
        return Optional.ofNullable(file.toAbsolutePath().getParent())
                .filter(folder -> Files.isDirectory(folder) && Files.isWritable(folder));
    }

    private boolean isOwn(String line) {
        return line.startsWith(cluster + SEPARATOR);
    }

    private List<String> lines() {
        try {
            return Files.exists(file) && !isWritableByOthers() ? Files.readAllLines(file) : List.of();
        } catch (IOException unreadable) {
            LOG.debug("The members of the cluster cannot be read: {}", unreadable.toString());
            return List.of();
        }
    }

    private boolean isWritableByOthers() throws IOException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return permissions.contains(PosixFilePermission.OTHERS_WRITE)
                    || permissions.contains(PosixFilePermission.GROUP_WRITE);
        } catch (UnsupportedOperationException noSuchRights) {
            return false;
        }
    }

    private static Optional<Member> member(String line) {
        String[] parts = line.split(SEPARATOR, -1);
        try {
            return parts.length == 4
                    ? Optional.of(new Member(parts[1], Host.parse(parts[2]), parts[3]))
                    : Optional.empty();
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private void write(List<String> lines) throws IOException {
        Optional<Path> folder = folder();
        if (folder.isPresent()) {
            OwnersFile.replace(folder.get(), file, lines);
        }
    }
}
