package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A volume that says in its name whose it is.
 *
 * @param name as the call gives it
 * @param id with its storage in front
 * @param vmid the number of its guest
 */
record GuestVolume(String name, String id, String vmid) {
    private static final int STORAGE_AT = 3;
    private static final int VOLUME_AT = 5;
    /** Where a storage keeps files, each guest has a folder, and they may have any name. */
    private static final List<Pattern> OWNED = List.of(Pattern.compile("(?:.*[:/])?(?<vmid>\\d{1,9})/[^/]+"),
            Pattern.compile("(?:.*[:/])?(?:vm|base|subvol|basevol)-(?<vmid>\\d{1,9})-.*"));

    /** The name of a volume is all the rest of the path, with its slashes. */
    static Optional<GuestVolume> deletedBy(ApiRequest write) {
        List<String> path = ServedPath.of(write);
        boolean deletes = write.method() == HttpMethod.DELETE && path.size() > VOLUME_AT && path.get(0).equals("nodes")
                && path.get(2).equals("storage") && path.get(4).equals("content");
        return deletes
                ? named(path.get(STORAGE_AT), String.join("/", path.subList(VOLUME_AT, path.size())))
                : Optional.empty();
    }

    /** The storage may be left out in front of a volume's name. */
    private static Optional<GuestVolume> named(String storage, String volume) {
        String id = volume.contains(":") ? volume : storage + ":" + volume;
        return OWNED.stream().map(pattern -> pattern.matcher(volume)).filter(Matcher::matches).findFirst()
                .map(owner -> new GuestVolume(volume, id, owner.group("vmid")));
    }

    /** One whose guest is gone belongs to nobody. */
    Optional<GuestAddress> owner(Calls calls) {
        try {
            return Optional.of(GuestFinder.ofAnyKind(calls).find(vmid));
        } catch (ToolFailure failure) {
            if (failure.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
