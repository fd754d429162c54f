package io.github.proxmoxtools.client.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages are those that a genuine server (9.2) gave. */
class ParameterCheckTest {
    private static final ApiIndex INDEX = ApiIndex.of("9.2");
    private static final String UNKNOWN = "property is not defined in schema and the schema does not allow"
            + " additional properties";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "POST | /access/groups | | groupid | property is missing and it is not optional",
            "POST | /access/groups | groupid=bad group! | groupid | invalid format - group name 'bad group!' contains invalid characters\\n",
            "GET | /cluster/resources | type=bogus | type | value 'bogus' does not have a value in the enumeration 'vm, storage, node, sdn'",
            "POST | /nodes/pve1/qemu | vmid=abc | vmid | type check ('integer') failed - got 'abc'",
            "POST | /nodes/pve1/qemu | vmid=99 | vmid | invalid format - value does not look like a valid VM ID\\n",
            "POST | /nodes/pve1/qemu | vmid=9999999999 | vmid | invalid format - value does not look like a valid VM ID\\n",
            "POST | /nodes/pve1/qemu | vmid=101&cores=0 | cores | value must have a minimum value of 1",
            "POST | /nodes/pve1/qemu | vmid=101&cpulimit=x | cpulimit | type check ('number') failed - got 'x'",
            "POST | /nodes/pve1/qemu | vmid=102&name=bad_name! | name | invalid format - value does not look like a valid DNS name\\n",
            "POST | /nodes/pve1/qemu | vmid=102&boot=order=nope9 | boot | invalid format - format error\\nboot.order: invalid format - invalid boot device 'nope9'\\n\\n",
            "POST | /nodes/pve1/qemu | vmid=102&tags=a b!c | tags | invalid format - invalid characters in tag\\n",
            "GET | /nodes/pve1/qemu/abc/config | | vmid | type check ('integer') failed - got 'abc'",
            "PUT | /access/groups/gu | comment=a&comment=b | comment | type check ('string') failed - got ARRAY",
            "POST | /access/users | userid=bob@pve&password=short | password | value must be at least 8 characters long",
            "POST | /access/users | userid=bob@pve&email=notmail | email | invalid format - value does not look like a valid email address\\n",
            "POST | /access/users/alice@pve/token/1bad | | tokenid | value does not match the regex pattern",
            "POST | /access/roles | roleid=MyRole4&privs=VM.Nope | privs | invalid format - invalid privilege 'VM.Nope'\\n",
            "POST | /storage | storage=data2&type=dir&path=/x&content=nope | content | invalid format - invalid content type 'nope'\\n",
            "POST | /nodes/pve1/storage/data1/upload | filename=a.iso | content | property is missing and it is not optional",
            "POST | /cluster/firewall/rules | type=in&action=ACCEPT&proto=tcp&dport=99999 | dport | invalid format - invalid port '99999'\\n",
            "POST | /nodes/pve1/storage/data1/upload | content=iso&filename=a.iso&checksum=ab | checksum-algorithm | missing property - 'checksum' requires this property",
            "POST | /cluster/sdn/zones | zone=waytoolongname&type=simple | zone | value may only be 8 characters long",
            "PUT | /nodes/pve1/qemu/101/config | digest=0000000000000000000000000000000000000000000000000000000000000000 | digest | value may only be 40 characters long",
            "PUT | /nodes/pve1/qemu/101/config | sshkeys=ssh-ed25519 AAAA me@x | sshkeys | invalid format - invalid urlencoded string: ssh-ed25519 AAAA me@x\\n",
            "POST | /nodes/pve1/qemu/101/snapshot | snapname=1x | snapname | invalid format - invalid configuration ID '1x'\\n",
            "PUT | /nodes/pve1/qemu/999/config | memory=1 | memory | invalid format - format error\\nmemory.current: value must have a minimum value of 16\\n",
            "POST | /nodes/pve1/lxc | vmid=200&ostemplate=data1:vztmpl/t.tar.zst&mp0=xx | mp0 | invalid format - format error\\nmp0.mp: property is missing and it is not optional\\n",
            "POST | /nodes/pve1/network | iface=x y&type=bridge | iface | invalid format - invalid network interface name 'x y'\\n",
            "POST | /nodes/pve1/status | command=nope | command | value 'nope' does not have a value in the enumeration 'reboot, shutdown'",
            "POST | /cluster/jobs/realm-sync/x | realm=pve&schedule=daily | id | invalid format - invalid configuration ID 'x'\\n",
            "GET | /nodes/pve1/tasks | limit=-1 | limit | value must have a minimum value of 0",
            "GET | /nodes/pve1/tasks | limit= 1 | limit | type check ('integer') failed - got ' 1'",
            "GET | /nodes/pve1/tasks | limit=1e2 | limit | type check ('integer') failed - got '1e2'",
            "GET | /nodes/pve1/tasks | statusfilter=running | statusfilter | invalid format - invalid status 'running'\\n",
            "PUT | /nodes/pve1/qemu/101/config | cores= | cores | type check ('integer') failed - got ''",
            "PUT | /nodes/pve1/qemu/101/config | agent=enabled=1,enabled=0 | agent | invalid format - duplicate key in comma-separated list property: enabled\\n"})
    void saysWhatTheServerSays(String method, String path, String form, String parameter, String message) {
        assertEquals(Map.of(parameter, message.replace("\\n", "\n")), problems(method, path, form));
    }

    @ParameterizedTest
    @ValueSource(strings = {"maybe", "yes", "true", "false", "on", "off", "True", ""})
    void booleansInFormsAreOneOrZero(String value) {
        assertEquals(Map.of("enabled", "type check ('boolean') failed - got '" + value + "'"),
                problems("GET", "/access/users", "enabled=" + value));
    }

    @Test
    void collectsEverything() {
        assertEquals(
                Map.of("vmid", "property is missing and it is not optional", "bogus", UNKNOWN, "net32", UNKNOWN,
                        "net[n]", UNKNOWN, "cores", "type check ('integer') failed - got 'two'"),
                problems("POST", "/nodes/pve1/qemu", "bogus=1&cores=two&net32=virtio&net[n]=virtio"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "GET | /version | _dc=1732300000",
            "PUT | /nodes/pve1/qemu/101/resize | disk=scsi9&size=+1G",
            "PUT | /nodes/pve1/qemu/101/config | net0=virtio,bridge=vmbr0,firewall=on",
            "PUT | /nodes/pve1/qemu/101/config | net0=virtio=BC:24:11:2F:00:01,bridge=vmbr0,tag=5",
            "PUT | /nodes/pve1/qemu/101/config | scsi0=local-lvm:32,ssd=1,iothread=yes&scsihw=virtio-scsi-single",
            "PUT | /nodes/pve1/qemu/101/config | ide2=none,media=cdrom&boot=order=scsi0;net0",
            "PUT | /nodes/pve1/qemu/101/config | ipconfig0=ip=dhcp,ip6=auto&delete=net1&delete=net2",
            "PUT | /nodes/pve1/qemu/101/config | ipconfig0=ip=10.0.0.5/24,gw=10.0.0.1&memory=2048&cpulimit=.5",
            "PUT | /nodes/pve1/qemu/101/config | agent=1&startup=order=1,up=30&tags=web;prod&vga=std",
            "POST | /nodes/pve1/qemu/101/agent/exec | command=ls&command=-l",
            "PUT | /access/acl | path=/vms/100&roles=PVEVMUser&users=alice@pve,bob@pam",
            "POST | /cluster/backup | schedule=mon..fri 02:30&storage=local&all=1&prune-backups=keep-last=3",
            "POST | /nodes/pve1/lxc | vmid=200&ostemplate=local:vztmpl/d.tar.zst&net0=name=eth0,bridge=vmbr0,ip=dhcp&rootfs=local-lvm:8"})
    void acceptsWhatIsRight(String method, String path, String form) {
        assertEquals(Map.of(), problems(method, path, form));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "net0=virtio,brigde=vmbr0 | invalid format - format error\\nnet0.brigde: property is not defined in schema and the schema does not allow additional properties\\n",
            "net0=bogus=1 | invalid format - format error\\nnet0.bogus: property is not defined in schema and the schema does not allow additional properties\\nnet0.model: property is missing and it is not optional\\n",
            "net0=virtio,e1000=BC:24:11:2F:00:01 | invalid format - key alias 'model' is already defined\\n",
            "net0=virtio,bridge= | invalid format - missing key in comma-separated list property\\n",
            "net0=virtio,virtio | invalid format - duplicate key in comma-separated list property: model\\n",
            "net0=bridge=vmbr0 | invalid format - format error\\nnet0.model: property is missing and it is not optional\\n"})
    void judgesPropertyStrings(String form, String message) {
        assertEquals(Map.of("net0", message.replace("\\n", "\n")),
                problems("PUT", "/nodes/pve1/qemu/101/config", form));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "+1", "1.", ".5", "1.25", "1e2", "12E-1"})
    void numbersHaveManyForms(String value) {
        assertEquals(Map.of(), problems("PUT", "/nodes/pve1/qemu/101/config", "cpulimit=" + value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "+", "1e", "1.2.3", "e5", "0x10"})
    void refusesWhatIsNoNumber(String value) {
        assertEquals(Map.of("cpulimit", "type check ('number') failed - got '" + value + "'"),
                problems("PUT", "/nodes/pve1/qemu/101/config", "cpulimit=" + value));
    }

    @Test
    void anIntegerMayEndInANewlineAsInPerl() {
        assertEquals(Map.of(), problems("GET", "/nodes/pve1/tasks", "limit=1\n"));
        assertEquals(Map.of("limit", "type check ('integer') failed - got '1\n\n'"),
                problems("GET", "/nodes/pve1/tasks", "limit=1\n\n"));
    }

    @Test
    void judgesTheElementsOfLists() {
        assertEquals(Map.of("vms[1]", "type check ('integer') failed - got 'x'"),
                problems("POST", "/cluster/bulk-action/guest/start", "vms=100&vms=x"));
    }

    private static Map<String, String> problems(String httpMethod, String path, String form) {
        ApiIndex.Match match = INDEX.match(httpMethod, PathTree.segments(path)).orElseThrow();
        Map<String, List<String>> values = new LinkedHashMap<>();
        match.pathArguments().forEach((name, value) -> values.put(name, List.of(value)));
        for (String pair : form == null ? new String[0] : form.split("&")) {
            int equals = pair.indexOf('=');
            values.computeIfAbsent(pair.substring(0, equals), unused -> new ArrayList<>())
                    .add(pair.substring(equals + 1));
        }
        return match.method().check(values).stream().collect(Collectors.toMap(Problem::parameter, Problem::message));
    }
}
