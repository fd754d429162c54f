package io.github.proxmoxtools.client;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identity of a task, as Proxmox VE writes it.
 *
 * <p>The form is {@code UPID:NODE:PID:PSTART:STARTTIME:TYPE:ID:USER:} with numbers in hex ({@code PVE::UPID} of
 * pve-common).
 *
 * @param text the UPID as it was received
 * @param node the node that runs the task
 * @param pid the process
 * @param processStart when the process began, in the kernel's ticks since boot
 * @param startTime when the task began, in whole seconds
 * @param type for example {@code qmstart}
 * @param id what the task is about, for example {@code 100}; may be empty
 * @param user the user or token that began it, for example {@code root@pam!ci}
 */
public record Upid(String text, String node, long pid, long processStart, Instant startTime, String type, String id,
        String user) {
    private static final Pattern FORM = Pattern
            .compile("UPID:([a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?):([0-9A-Fa-f]{8}):([0-9A-Fa-f]{8,9})"
                    + ":([0-9A-Fa-f]{8}):([^:\\s]+):([^:\\s]*):([^:\\s]+?):?");

    /**
     * Reads a UPID.
     *
     * @param text the UPID, with or without its final colon
     * @return its parts
     * @throws IllegalArgumentException if it is not a UPID
     */
    public static Upid parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not a UPID (UPID:node:pid:pstart:starttime:type:id:user:): " + text);
        }
        return new Upid(text, form.group(1), Long.parseLong(form.group(2), 16), Long.parseLong(form.group(3), 16),
                Instant.ofEpochSecond(Long.parseLong(form.group(4), 16)), form.group(5), form.group(6), form.group(7));
    }

    /**
     * Tells whether a text is a UPID.
     *
     * @param text any text
     * @return whether {@link #parse} accepts it
     */
    public static boolean looksLikeUpid(String text) {
        return text.startsWith("UPID:") && FORM.matcher(text).matches();
    }

    /** Gives the UPID as it was received. */
    @Override
    public String toString() {
        return text;
    }
}
