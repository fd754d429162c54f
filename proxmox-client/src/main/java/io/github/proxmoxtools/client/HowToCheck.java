package io.github.proxmoxtools.client;

import io.github.proxmoxtools.client.index.ApiIndex;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says how to find out whether a write happened. */
final class HowToCheck {
    private static final String NEWEST = "9.2";
    private static final Set<String> LISTED = Set.of("snapshot", "firewall");

    private HowToCheck() {}

    static String of(ApiRequest request, List<Upid> candidates) {
        StringBuilder words = new StringBuilder("Do not send it again before looking.");
        if (!candidates.isEmpty()) {
            words.append(" Tasks that may be it: ")
                    .append(String.join(", ", candidates.stream().map(Upid::toString).toList())).append('.');
        }
        StartingCall.of(request).ifPresent(call -> words.append(" It starts a task of type ")
                .append(call.typesInWords()).append(" on node ").append(call.node())
                .append(", which that node's list of tasks would show (GET /nodes/").append(call.node())
                .append("/tasks?source=all)."));
        readable(request).ifPresent(path -> words.append(" GET ").append(path).append(" shows what became of it."));
        return words.toString();
    }

    private static Optional<String> readable(ApiRequest request) {
        List<String> segments = request.path().segments();
        boolean guest = segments.size() >= 3 && segments.get(0).equals("nodes")
                && (segments.get(2).equals("qemu") || segments.get(2).equals("lxc"));
        return guest ? Optional.of(ofGuest(segments)) : general(request);
    }

    private static String ofGuest(List<String> segments) {
        if (segments.size() < 5 || segments.get(4).equals("clone")) {
            return "/cluster/resources?type=vm";
        }
        String part = segments.get(4);
        String below = part.equals("status") ? "status/current" : LISTED.contains(part) ? part : "config";
        return "/" + String.join("/", segments.subList(0, 4)) + "/" + below;
    }

    /** What was to be changed, or the list in which something was to appear or vanish. */
    private static Optional<String> general(ApiRequest request) {
        List<String> segments = request.path().segments();
        ApiIndex index = ApiIndex.nearest(NEWEST);
        int longest = request.method() == HttpMethod.DELETE ? segments.size() - 1 : segments.size();
        for (int length = longest; length > 0; length--) {
            List<String> part = segments.subList(0, length);
            if (index.match("GET", part).isPresent()) {
                return Optional.of("/" + String.join("/", part));
            }
        }
        return Optional.empty();
    }
}
