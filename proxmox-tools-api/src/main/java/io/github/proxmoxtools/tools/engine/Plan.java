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
 * @param changes fields whose value will differ, where the server tells what stands there
 * @param missing privileges that this login lacks, as far as the API's schema tells; empty where nobody can tell
 */
public record Plan(String tool, Safety safety, Optional<GuestAddress> target, Map<String, @Nullable Object> facts,
        List<PlannedCall> reads, List<PlannedCall> writes, List<String> privileges, List<String> notes,
        String state, List<Change> changes, Optional<List<String>> missing) {
    /** Copies the lists. */
    public Plan {
        changes = List.copyOf(changes);
        missing = missing.map(List::copyOf);
    }

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
        this(tool, safety, target, facts, reads, writes, privileges, notes, "", List.of(), Optional.empty());
    }

    /**
     * Tells whether this login may do it, as far as can be told beforehand.
     *
     * @return whether it lacks nothing; empty where nobody can tell
     */
    public Optional<Boolean> permitted() {
        return missing.map(List::isEmpty);
    }

    /**
     * A field whose value will differ; secrets are masked.
     *
     * @param field its name
     * @param current the value now; null where it is not set
     * @param waits whether another value waits for the guest's next start
     * @param pending that value; null where the field will be unset then, or nothing waits
     * @param wanted the value that will be asked for; null where the field is unset
     */
    public record Change(String field, @Nullable String current, boolean waits, @Nullable String pending,
            @Nullable String wanted) {
        /**
         * Gives the JSON form.
         *
         * @return field, current, wanted, and pending where something waits; null for a field that is not set
         */
        public Map<String, @Nullable Object> toMap() {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("field", field);
            map.put("current", current);
            if (waits) {
                map.put("pending", pending);
            }
            map.put("wanted", wanted);
            return map;
        }
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
     * @return tool, class, target, facts, reads, writes, privileges; changes and notes where there are some; and where it
     *         can be told whether it is permitted, with the privileges that are missing
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
        permitted().ifPresent(permitted -> map.put("permitted", permitted));
        missing.filter(lacking -> !lacking.isEmpty()).ifPresent(lacking -> map.put("missing", lacking));
        if (!changes.isEmpty()) {
            map.put("changes", changes.stream().map(Change::toMap).toList());
        }
        if (!notes.isEmpty()) {
            map.put("notes", notes);
        }
        return map;
    }
}
