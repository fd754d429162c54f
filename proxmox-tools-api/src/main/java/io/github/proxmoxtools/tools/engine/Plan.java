package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.Safety;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a call will do, known before it is done.
 *
 * @param tool the tool's name
 * @param safety the class of this call with these arguments
 * @param target the resolved guest, if it is about one
 * @param facts what is known about the target, such as its status
 * @param reads calls that only look
 * @param writes calls that change something, in order
 * @param privileges what the login needs, as Proxmox VE writes its checks
 * @param notes sentences about the call that neither facts nor calls show
 * @param state a fingerprint of what must still be the same when the call is sent; figures that change by themselves do not
 *            count; empty where nothing was read
 */
public record Plan(String tool, Safety safety, Optional<GuestAddress> target, Map<String, @Nullable Object> facts,
        List<PlannedCall> reads, List<PlannedCall> writes, List<String> privileges, List<String> notes,
        String state) {
    /**
     * Plans without a state to hold on to.
     *
     * @param tool the tool's name
     * @param safety the class of this call with these arguments
     * @param target the resolved guest, if it is about one
     * @param facts what is known about the target, such as its status
     * @param reads calls that only look
     * @param writes calls that change something, in order
     * @param privileges what the login needs, as Proxmox VE writes its checks
     * @param notes sentences about the call that neither facts nor calls show
     */
    public Plan(String tool, Safety safety, Optional<GuestAddress> target, Map<String, @Nullable Object> facts,
            List<PlannedCall> reads, List<PlannedCall> writes, List<String> privileges, List<String> notes) {
        this(tool, safety, target, facts, reads, writes, privileges, notes, "");
    }

    /**
     * A call that will be made.
     *
     * @param title what it does, in a few words; empty where method and path say it all
     * @param method the HTTP method
     * @param path the path below {@code /api2/json}
     * @param parameters what is sent; secrets are masked
     */
    public record PlannedCall(String title, String method, String path, Map<String, Object> parameters) {
        /**
         * Plans a call that says itself what it does.
         *
         * @param method the HTTP method
         * @param path the path below {@code /api2/json}
         * @param parameters what is sent; secrets are masked
         */
        public PlannedCall(String method, String path, Map<String, Object> parameters) {
            this("", method, path, parameters);
        }

        /**
         * Gives the JSON form.
         *
         * @return method, path, and title and parameters where there are some
         */
        public Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            if (!title.isEmpty()) {
                map.put("title", title);
            }
            map.put("method", method);
            map.put("path", path);
            if (!parameters.isEmpty()) {
                map.put("parameters", parameters);
            }
            return map;
        }
    }

    /**
     * Gives the JSON form.
     *
     * @return tool, class, target, facts, reads, writes, privileges, and notes where there are some
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("tool", tool);
        map.put("class", safety.name().toLowerCase(java.util.Locale.ROOT));
        target.ifPresent(guest -> map.put("target", ToolResult.describe(guest)));
        if (!facts.isEmpty()) {
            map.put("facts", facts);
        }
        map.put("reads", reads.stream().map(PlannedCall::toMap).toList());
        map.put("writes", writes.stream().map(PlannedCall::toMap).toList());
        map.put("privileges", privileges);
        if (!notes.isEmpty()) {
            map.put("notes", notes);
        }
        return map;
    }
}
