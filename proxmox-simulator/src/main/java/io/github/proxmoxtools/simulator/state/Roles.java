package io.github.proxmoxtools.simulator.state;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The roles that every cluster has. */
final class Roles {
    private static final String AGENT = "VM.GuestAgent.Audit,VM.GuestAgent.FileRead,VM.GuestAgent.FileSystemMgmt,"
            + "VM.GuestAgent.FileWrite";
    private static final String VM_ADMIN = "VM.Allocate,VM.Audit,VM.Backup,VM.Clone,VM.Config.CDROM,VM.Config.CPU,"
            + "VM.Config.Cloudinit,VM.Config.Disk,VM.Config.HWType,VM.Config.Memory,VM.Config.Network,"
            + "VM.Config.Options,VM.Console," + AGENT + ",VM.GuestAgent.Unrestricted,VM.Migrate,VM.PowerMgmt,"
            + "VM.Replicate,VM.Snapshot,VM.Snapshot.Rollback";
    private static final String DATASTORE_ADMIN = "Datastore.Allocate,Datastore.AllocateSpace,"
            + "Datastore.AllocateTemplate,Datastore.Audit";
    private static final String ADMIN = DATASTORE_ADMIN + ",Group.Allocate,Mapping.Audit,Mapping.Use,Pool.Allocate,"
            + "Pool.Audit,Realm.AllocateUser,SDN.Allocate,SDN.Audit,SDN.Use,Sys.Audit,Sys.Console,Sys.Syslog,"
            + "User.Modify," + VM_ADMIN;
    private static final Set<String> OF_EIGHTH_SERIES = Set.of("PVEMappingAdmin", "PVEMappingUser", "PVESDNUser");
    private static final Set<String> GAVE_PERMISSIONS = Set.of("PVEAdmin", "PVESysAdmin");
    private static final Map<String, String> SPECIAL = special();

    private Roles() {}

    private static Map<String, String> special() {
        Map<String, String> roles = new LinkedHashMap<>();
        roles.put("Administrator", ADMIN + ",Mapping.Modify,Permissions.Modify,Realm.Allocate,Sys.AccessNetwork,"
                + "Sys.Incoming,Sys.Modify,Sys.PowerMgmt");
        roles.put("NoAccess", "");
        roles.put("PVEAdmin", ADMIN);
        roles.put("PVEAuditor",
                "Datastore.Audit,Mapping.Audit,Pool.Audit,SDN.Audit,Sys.Audit,VM.Audit,VM.GuestAgent.Audit");
        roles.put("PVEDatastoreAdmin", DATASTORE_ADMIN);
        roles.put("PVEDatastoreUser", "Datastore.AllocateSpace,Datastore.Audit");
        roles.put("PVEMappingAdmin", "Mapping.Audit,Mapping.Modify,Mapping.Use");
        roles.put("PVEMappingUser", "Mapping.Audit,Mapping.Use");
        roles.put("PVEPoolAdmin", "Pool.Allocate,Pool.Audit");
        roles.put("PVEPoolUser", "Pool.Audit");
        roles.put("PVESDNAdmin", "SDN.Allocate,SDN.Audit,SDN.Use");
        roles.put("PVESDNUser", "SDN.Audit,SDN.Use");
        roles.put("PVESysAdmin", "Sys.Audit,Sys.Console,Sys.Syslog");
        roles.put("PVETemplateUser", "VM.Audit,VM.Clone");
        roles.put("PVEUserAdmin", "Group.Allocate,Realm.AllocateUser,User.Modify");
        roles.put("PVEVMAdmin", VM_ADMIN);
        roles.put("PVEVMUser", "VM.Audit,VM.Backup,VM.Config.CDROM,VM.Config.Cloudinit,VM.Console," + AGENT
                + ",VM.PowerMgmt");
        return roles;
    }

    static Map<String, Role> of(Profile profile) {
        Map<String, Role> roles = new LinkedHashMap<>();
        SPECIAL.forEach((id, privileges) -> {
            if (!profile.isBefore(8) || !OF_EIGHTH_SERIES.contains(id)) {
                roles.put(id, new Role(id, inVersion(id, privileges, profile), true));
            }
        });
        return roles;
    }

    private static Set<String> inVersion(String role, String listed, Profile profile) {
        Set<String> privileges = new TreeSet<>();
        for (String privilege : listed.split(",")) {
            if (!privilege.isEmpty() && isIn(profile, privilege)) {
                privileges.add(privilege);
            }
        }
        // What became the guest agent's privileges was one for the administrators of guests.
        if (profile.isBefore(9) && privileges.contains("VM.Allocate")) {
            privileges.add("VM.Monitor");
        }
        if (profile.isBefore(8) && GAVE_PERMISSIONS.contains(role)) {
            privileges.add("Permissions.Modify");
        }
        return privileges;
    }

    private static boolean isIn(Profile profile, String privilege) {
        boolean isOfNinth = privilege.startsWith("VM.GuestAgent.") || privilege.equals("VM.Replicate");
        boolean isOfEighth = privilege.startsWith("Mapping.") || privilege.equals("SDN.Use")
                || privilege.equals("Sys.AccessNetwork");
        return !(isOfNinth && profile.isBefore(9)) && !(isOfEighth && profile.isBefore(8));
    }
}
