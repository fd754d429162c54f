package io.github.proxmoxtools.simulator.state;

import java.util.Set;

/**
 * A named set of privileges.
 *
 * @param id its name
 * @param privileges what it allows
 * @param special whether every cluster has it and nobody can change it
 */
public record Role(String id, Set<String> privileges, boolean special) {}
