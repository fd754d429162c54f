package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path below a guest, cut: {@code /nodes/pve1/qemu/100/config} is about VM 100 and its {@code config}.
 *
 * @param guest the guest, without a name
 * @param below what follows its id; empty for the guest itself
 */
record GuestPath(GuestAddress guest, String below) {
    private static final int LENGTH = 4;

    static Optional<GuestPath> of(ApiRequest request) {
        List<String> path = ServedPath.of(request);
        return path.size() < LENGTH || !path.get(0).equals("nodes") || !path.get(3).matches("\\d{1,9}")
                ? Optional.empty()
                : kind(path.get(2)).map(kind -> new GuestPath(
                        new GuestAddress(kind, path.get(1), Long.parseLong(path.get(3)), ""),
                        String.join("/", path.subList(LENGTH, path.size()))));
    }

    static Optional<GuestKind> kind(String segment) {
        return List.of(GuestKind.values()).stream().filter(kind -> kind.apiName().equals(segment)).findFirst();
    }

    static ApiRequest read(GuestAddress guest, String what) {
        return ApiRequest.get(ApiPath.expand("/nodes/{node}/" + guest.kind().apiName() + "/{vmid}/" + what,
                Map.of("node", guest.node(), "vmid", Long.toString(guest.vmid()))));
    }
}
