package io.github.proxmoxtools.client;

import java.util.List;

/** Remembers for as long as the process lives. */
final class ProcessMemory implements MemberMemory {
    private volatile List<Member> members = List.of();

    @Override
    public List<Member> load() {
        return members;
    }

    @Override
    public void save(List<Member> latest) {
        members = List.copyOf(latest);
    }

    @Override
    public boolean isFresh() {
        return false;
    }
}
