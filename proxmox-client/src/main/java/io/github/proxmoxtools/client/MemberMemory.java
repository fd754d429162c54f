package io.github.proxmoxtools.client;

import java.util.List;

/**
 * Remembers the members of a cluster, so that a client finds another node when the one it knows is gone.
 *
 * <p>Only names, addresses, ports and fingerprints are given to it. Called by one thread at a time.
 */
public interface MemberMemory {
    /**
     * Gives what is remembered.
     *
     * @return the members; none if nothing is remembered or it cannot be read
     */
    List<Member> load();

    /**
     * Remembers members in place of those before.
     *
     * @param members all of them, each with a fingerprint
     */
    void save(List<Member> members);

    /**
     * Tells whether what is remembered need not be asked for yet.
     *
     * @return whether it is young enough
     */
    boolean isFresh();

    /**
     * Remembers for as long as the process lives.
     *
     * @return an empty memory
     */
    static MemberMemory ofProcess() {
        return new ProcessMemory();
    }
}
