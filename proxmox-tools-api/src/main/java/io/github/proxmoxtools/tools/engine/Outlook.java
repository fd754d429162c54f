package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.index.ApiIndex;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * What a plan tells beside the calls: what will differ, and whether this login may do it.
 *
 * @param differences what will differ
 * @param missing privileges that the login lacks; empty where nobody can tell
 */
record Outlook(Differences.Found differences, Optional<List<String>> missing) {
    static Outlook of(Job job, Calls calls, ApiIndex index, Redactor redactor) {
        if (!job.writes()) {
            return new Outlook(Differences.Found.NOTHING, new Permit(calls, index).missing(job));
        }
        List<Outlook> parts = Together.all(List.<Callable<Outlook>>of(
                () -> new Outlook(new Differences(calls, index, redactor).of(job), Optional.empty()),
                () -> new Outlook(Differences.Found.NOTHING, new Permit(calls, index).missing(job))));
        return new Outlook(parts.get(0).differences(), parts.get(1).missing());
    }
}
