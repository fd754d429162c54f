package io.github.proxmoxtools.tools.vm;

import static io.github.proxmoxtools.tools.spi.Param.choice;
import static io.github.proxmoxtools.tools.spi.Param.propertyString;
import static io.github.proxmoxtools.tools.spi.Param.text;
import static io.github.proxmoxtools.tools.spi.Param.whole;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Options of a VM that creating and changing it share. */
final class VmOptions {
    static final Param<Long> MEMORY = whole("memory", "MiB.").min(16).optional();
    static final Param<Long> CORES = whole("cores", "Per socket.").min(1).optional();
    static final Param<Long> SOCKETS = whole("sockets", "").min(1).optional();
    static final Param<String> OSTYPE = choice("ostype", "", "other", "wxp", "w2k", "w2k3", "w2k8", "wvista", "win7",
            "win8", "win10", "win11", "l24", "l26", "solaris").optional();
    static final Param<String> NET0 = propertyString("net0", "virtio,bridge=vmbr0").optional();
    static final Param<String> IDE2 = propertyString("ide2", "local:iso/x.iso,media=cdrom").optional();
    static final Param<String> BOOT = text("boot", "order=scsi0;ide2").optional();
    static final Param<String> SCSIHW = choice("scsihw", "", "lsi", "lsi53c810", "virtio-scsi-pci",
            "virtio-scsi-single", "megasas", "pvscsi").optional();
    static final Param<String> AGENT = propertyString("agent", "1 lets it use the guest agent.").optional();
    static final Param<String> TAGS = text("tags", "a;b").optional();
    static final Param<String> SSHKEYS = text("sshkeys", "Public keys for cloud-init, one per line.").optional();

    /** All that travels as it is (RFC 3986). */
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final Pattern ALREADY_ENCODED = Pattern.compile("[A-Za-z0-9._~\\-%]+");

    private VmOptions() {}

    /** Proxmox VE wants these keys percent-encoded, besides the encoding of the form, and knows no + for a blank. */
    static Query withEncodedKeys(Reading reading, Query call) {
        return reading.arguments().find(SSHKEYS).map(keys -> call.with(SSHKEYS.name(), encoded(keys))).orElse(call);
    }

    /** A key holds a blank: what has none, but is percent-encoded, was encoded by the caller. */
    static String encoded(String keys) {
        if (keys.contains("%20") && ALREADY_ENCODED.matcher(keys).matches()) {
            return keys;
        }
        StringBuilder encoded = new StringBuilder();
        for (byte octet : keys.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0 && UNRESERVED.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return encoded.toString();
    }
}
