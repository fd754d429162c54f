package io.github.proxmoxtools.simulator.state;

/**
 * One line of the access control list.
 *
 * @param path what it is about
 * @param type {@code user}, {@code group} or {@code token}
 * @param who the user, group or token
 * @param role the role it gives
 * @param propagates whether it also holds below the path
 */
public record AclEntry(String path, String type, String who, String role, boolean propagates) {
    boolean isSameButForPropagation(AclEntry other) {
        return path.equals(other.path) && type.equals(other.type) && who.equals(other.who) && role.equals(other.role);
    }
}
