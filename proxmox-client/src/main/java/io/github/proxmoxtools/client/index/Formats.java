package io.github.proxmoxtools.client.index;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges named formats in the words of the server's own checks.
 *
 * <p>A format that is not known here is left to the server, and so are the parts of a check that need its state.
 */
final class Formats {
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();
    private static final String CONFIGURATION_ID = "(?i)[a-z][a-z0-9_-]+";
    private static final String ID = "(?i)[a-z][a-z0-9\\-_.]*[a-z0-9]";
    private static final String ACCESS_NAME = "[A-Za-z0-9.\\-_]+";
    private static final String REALM = "[A-Za-z][A-Za-z0-9.\\-_]+";
    private static final String EMAIL = "[\\w+\\-~]+(?:\\.[\\w+\\-~]+)*@[a-zA-Z0-9-]+(?:\\.[a-zA-Z0-9-]+)*";
    private static final String BOOT_DEVICE = "ide[0-3]|sata[0-5]|scsi(?:[0-9]|[12][0-9]|30)|virtio(?:[0-9]|1[0-5])"
            + "|efidisk0|tpmstate0|net\\d+|usb\\d+|hostpci\\d+";
    private static final String CRON = "[\\d*/,-]+(?:\\s+[\\d*/,-]+){4}";
    private static final int LAST_PORT = 65_535;

    /** Privileges of Proxmox VE 7 to 9: one that a newer server adds has to be added here. */
    private static final String PRIVILEGE = "Datastore\\.(?:Allocate|AllocateSpace|AllocateTemplate|Audit)"
            + "|Group\\.Allocate|Mapping\\.(?:Audit|Modify|Use)|Permissions\\.Modify|Pool\\.(?:Allocate|Audit)"
            + "|Realm\\.(?:Allocate|AllocateUser)|SDN\\.(?:Allocate|Audit|Use)"
            + "|Sys\\.(?:AccessNetwork|Audit|Console|Incoming|Modify|PowerMgmt|Syslog)|User\\.Modify"
            + "|VM\\.(?:Allocate|Audit|Backup|Clone|Console|Migrate|Monitor|PowerMgmt|Replicate|Snapshot"
            + "|Snapshot\\.Rollback|Config\\.(?:CDROM|CPU|Cloudinit|Disk|HWType|Memory|Network|Options)"
            + "|GuestAgent\\.(?:Audit|FileRead|FileSystemMgmt|FileWrite|Unrestricted))";

    private Formats() {}

    /** What is wrong, usually ending in a newline; null if nothing is. */
    static @Nullable String problem(String format, String path, String value) {
        if (format.endsWith("-list") || format.endsWith("-alist")) {
            return listProblem(format.substring(0, format.lastIndexOf('-')), value);
        }
        if (format.endsWith("-opt")) {
            return value.isEmpty() ? null : simpleProblem(format.substring(0, format.length() - 4), value);
        }
        Map<String, ApiType> keys = NamedPropertyStrings.keys(format);
        return keys == null ? simpleProblem(format, value) : PropertyStrings.problem(path, keys, value);
    }

    private static @Nullable String listProblem(String format, String value) {
        for (String element : ValueTexts.splitList(value)) {
            String problem = simpleProblem(format, element);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static @Nullable String simpleProblem(String format, String value) {
        return switch (format) {
            case "pve-vmid" -> unless(is("[1-9][0-9]{2,8}", value), "value does not look like a valid VM ID");
            case "pve-node" -> unless(is("[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?", value),
                    "value does not look like a valid node name");
            case "pve-configid" -> unless(is(CONFIGURATION_ID, value), "invalid configuration ID '" + value + "'");
            case "pve-storage-id" -> unless(is(ID, value), "storage ID '" + value + "' contains illegal characters");
            case "pve-iface" -> unless(is("[a-zA-Z][a-zA-Z0-9_]{1,20}(?:[:.]\\d+)?", value),
                    "invalid network interface name '" + value + "'");
            case "pve-tag" -> unless(is("(?i)[a-z0-9_][a-z0-9_\\-+.]*", value), "invalid characters in tag");
            case "pve-startup-order" -> unless(isStartupOrder(value), "unable to parse startup options");
            case "pve-qm-bootdev" -> unless(is(BOOT_DEVICE, value), "invalid boot device '" + value + "'");
            case "pve-replication-job-id" -> unless(is("[1-9]\\d{2,}-\\d+", value),
                    "invalid replication job id '" + value + "'");
            case "pve-calendar-event" -> unless(!is(CRON, value), "invalid calendar event '" + value
                    + "' - unable to parse calendar event - unused parts");
            case "pve-task-status-type" -> unless(is("(?i)ok|error|warning|unknown", value),
                    "invalid status '" + value + "'");
            case "urlencoded" -> unless(is("[-%a-zA-Z0-9_.!~*'()]*", value), "invalid urlencoded string: " + value);
            case "email" -> unless(is(EMAIL, value), "value does not look like a valid email address");
            case "disk-size" -> unless(is("\\d+(?:\\.\\d+)?[KMGT]?", value),
                    "value does not look like a valid disk size: " + value);
            default -> otherProblem(format, value);
        };
    }

    private static @Nullable String otherProblem(String format, String value) {
        if (format.startsWith("pve-fw-")) {
            return firewallProblem(format, value);
        }
        if (format.startsWith("pve-storage-") || format.startsWith("pve-volume-")) {
            return storageProblem(format, value);
        }
        if (format.startsWith("pve-sdn-")) {
            return networkProblem(format, value);
        }
        String problem = accessProblem(format, value);
        return problem == null ? addressProblem(format, value) : problem;
    }

    private static @Nullable String accessProblem(String format, String value) {
        return switch (format) {
            case "pve-userid" -> userProblem(value);
            case "pve-realm" -> unless(is(REALM, value), "value does not look like a valid realm");
            case "pve-groupid" -> unless(is(ACCESS_NAME, value),
                    "group name '" + value + "' contains invalid characters");
            case "pve-roleid" ->
                unless(is(ACCESS_NAME, value), "role name '" + value + "' contains invalid characters");
            case "pve-poolid" -> poolProblem(value);
            case "pve-priv" -> unless(is(PRIVILEGE, value), "invalid privilege '" + value + "'");
            case "pve-tokenid" -> unless(is("[^\\s:/]+@" + REALM + "!" + REALM, value),
                    "value '" + value + "' does not look like a valid token ID");
            default -> null;
        };
    }

    private static @Nullable String userProblem(String value) {
        if (value.length() < 3) {
            return "user name '" + value + "' is too short\n";
        }
        if (value.length() > 64) {
            return "user name '" + value + "' is too long (" + value.length() + " > 64)\n";
        }
        return unless(is("[^\\s:/]+@" + REALM, value), "value '" + value + "' does not look like a valid user name");
    }

    private static @Nullable String poolProblem(String value) {
        if (value.split("/", -1).length > 3) {
            return "pool name '" + value + "' is nested too deeply (max levels = 3)\n";
        }
        return unless(is(ACCESS_NAME + "(?:/" + ACCESS_NAME + "){0,2}", value),
                "pool name '" + value + "' contains invalid characters");
    }

    private static @Nullable String addressProblem(String format, String value) {
        return switch (format) {
            case "ip" -> unless(Addresses.isIp(value), "value does not look like a valid IP address");
            case "ipv4" -> unless(Addresses.isIpv4(value), "value does not look like a valid IPv4 address");
            case "ipv6" -> unless(Addresses.isIpv6(value), "value does not look like a valid IPv6 address");
            case "CIDR" -> unless(Addresses.isCidr(value), "value does not look like a valid CIDR network");
            case "CIDRv4" -> unless(Addresses.isCidrV4(value), "value does not look like a valid IPv4 CIDR network");
            case "CIDRv6" -> unless(Addresses.isCidrV6(value), "value does not look like a valid IPv6 CIDR network");
            case "IPorCIDR" -> unless(Addresses.isIp(value) || Addresses.isCidr(value),
                    "value does not look like a valid IP address or CIDR network");
            case "pve-ipv4-config" -> unless(is("dhcp|manual", value) || Addresses.isCidrV4(value),
                    "value does not look like a valid ipv4 network configuration");
            case "pve-ipv6-config" -> unless(is("auto|dhcp|manual", value) || Addresses.isCidrV6(value),
                    "value does not look like a valid ipv6 network configuration");
            case "mac-addr" -> unless(is("(?i)[a-f0-9][02468ace](?::[a-f0-9]{2}){5}", value),
                    "value does not look like a valid unicast MAC address");
            case "dns-name" -> unless(Addresses.isDnsName(value), "value does not look like a valid DNS name");
            case "address" -> unless(Addresses.isAddress(value), "value does not look like a valid address: " + value);
            case "email-or-username" -> unless(is(EMAIL, value) || userProblem(value) == null,
                    "value does not look like a valid email address or user name");
            default -> null;
        };
    }

    private static @Nullable String storageProblem(String format, String value) {
        return switch (format) {
            case "pve-storage-content" -> unless(is("images|rootdir|vztmpl|iso|backup|snippets|import|none", value),
                    "invalid content type '" + value + "'");
            case "pve-storage-format" -> unless(is("raw|qcow2|vmdk|subvol", value), "invalid format '" + value + "'");
            case "pve-storage-path" -> unless(is("/[-/a-zA-Z0-9_.@]+", value),
                    "value does not look like a valid absolute path");
            case "pve-storage-server" -> unless(Addresses.isAddress(value),
                    "value does not look like a valid server name or IP address");
            case "pve-storage-vgname" -> unless(is(ID, value),
                    "lvm volume group name '" + value + "' contains illegal characters");
            case "pve-volume-id" -> volumeProblem(value);
            case "pve-volume-id-or-absolute-path" -> value.startsWith("/") ? null : volumeProblem(value);
            case "pve-volume-id-or-qm-path" -> is("none|cdrom|/.*", value) ? null : volumeProblem(value);
            default -> null;
        };
    }

    private static @Nullable String volumeProblem(String value) {
        return unless(is(ID + ":.+", value), "unable to parse volume ID '" + value + "'");
    }

    private static @Nullable String networkProblem(String format, String value) {
        return switch (format) {
            case "pve-sdn-zone-id" -> idProblem("zone", "(?i)[a-z][a-z0-9]*[a-z0-9]", value);
            case "pve-sdn-vnet-id" -> idProblem("vnet", "(?i)[a-z][a-z0-9]*[a-z0-9]", value);
            case "pve-sdn-controller-id" -> idProblem("controller", "(?i)[a-z][a-z0-9_-]*[a-z0-9]", value);
            case "pve-sdn-dns-id" -> idProblem("dns", "(?i)[a-z][a-z0-9]*[a-z0-9]", value);
            case "pve-sdn-ipam-id" -> idProblem("ipam", "(?i)[a-z][a-z0-9]*[a-z0-9]", value);
            default -> null;
        };
    }

    private static @Nullable String idProblem(String what, String pattern, String value) {
        return unless(is(pattern, value), what + " ID '" + value + "' contains illegal characters");
    }

    private static @Nullable String firewallProblem(String format, String value) {
        if (!format.equals("pve-fw-dport-spec") && !format.equals("pve-fw-sport-spec")) {
            return null;
        }
        for (String element : value.split(",")) {
            for (String port : List.of(element.split(":"))) {
                if (is("\\d+", port) && (port.length() > 9 || Integer.parseInt(port) > LAST_PORT)) {
                    return "invalid port '" + port + "'\n";
                }
            }
        }
        return null;
    }

    private static boolean isStartupOrder(String value) {
        for (String part : value.split(",")) {
            if (!part.isBlank() && !is("(?:order=)?\\d+|up=\\d+|down=\\d+", part)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String unless(boolean good, String problem) {
        return good ? null : problem.concat("\n");
    }

    private static boolean is(String pattern, String value) {
        Pattern compiled = PATTERNS.get(pattern);
        if (compiled == null) {
            compiled = Pattern.compile(pattern);
            PATTERNS.put(pattern, compiled);
        }
        return compiled.matcher(value).matches();
    }
}
