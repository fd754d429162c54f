package io.github.proxmoxtools.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A call that starts a task, and by what its task is known in the list of a node's tasks.
 *
 * @param node the node that runs the task
 * @param types the types of which it has one
 * @param id what its id must be, or {@code *} for any, or {@code @x} for {@code x} with or without something before
 * @param touchesNothingBefore whether the server changes nothing before it starts the task
 */
record StartingCall(String node, Set<String> types, String id, boolean touchesNothingBefore) {
    /**
     * Method, path, types of the worker (fork_worker in the server's sources), id; a {@code !} where the server reserves
     * an id or takes a lock before the worker begins. A guest that is managed by HA has tasks of types of its own. The id
     * is a segment of the path, a field of the form ({@code =}, or {@code ~} if it is one number), nothing ({@code -}) or
     * anything ({@code *}).
     */
    private static final String TABLE = """
                                        POST /nodes/{node}/qemu qmcreate,qmrestore =vmid !
                                        DELETE /nodes/{node}/qemu/{vmid} qmdestroy {vmid}
                                        POST /nodes/{node}/qemu/{vmid}/clone qmclone {vmid} !
                                        POST /nodes/{node}/qemu/{vmid}/config qmconfig {vmid}
                                        POST /nodes/{node}/qemu/{vmid}/migrate qmigrate,hamigrate {vmid}
                                        POST /nodes/{node}/qemu/{vmid}/move_disk qmmove {vmid} !
                                        PUT /nodes/{node}/qemu/{vmid}/resize resize {vmid}
                                        POST /nodes/{node}/qemu/{vmid}/snapshot qmsnapshot {vmid}
                                        DELETE /nodes/{node}/qemu/{vmid}/snapshot/{snapname} qmdelsnapshot {vmid}
                                        POST /nodes/{node}/qemu/{vmid}/snapshot/{snapname}/rollback qmrollback {vmid}
                                        POST /nodes/{node}/qemu/{vmid}/status/start qmstart,hastart {vmid}
                                        POST /nodes/{node}/qemu/{vmid}/status/stop qmstop,hastop {vmid}
                                        POST /nodes/{node}/qemu/{vmid}/status/shutdown qmshutdown,hastop {vmid}
                                        POST /nodes/{node}/qemu/{vmid}/status/reboot qmreboot {vmid}
                                        POST /nodes/{node}/qemu/{vmid}/status/reset qmreset {vmid}
                                        POST /nodes/{node}/qemu/{vmid}/status/suspend qmsuspend,qmpause {vmid}
                                        POST /nodes/{node}/qemu/{vmid}/status/resume qmresume,qmstart {vmid}
                                        POST /nodes/{node}/qemu/{vmid}/template qmtemplate {vmid}
                                        POST /nodes/{node}/lxc vzcreate,vzrestore =vmid !
                                        DELETE /nodes/{node}/lxc/{vmid} vzdestroy {vmid}
                                        POST /nodes/{node}/lxc/{vmid}/clone vzclone {vmid} !
                                        POST /nodes/{node}/lxc/{vmid}/migrate vzmigrate,hamigrate {vmid}
                                        POST /nodes/{node}/lxc/{vmid}/move_volume move_volume {vmid} !
                                        PUT /nodes/{node}/lxc/{vmid}/resize resize {vmid}
                                        POST /nodes/{node}/lxc/{vmid}/snapshot vzsnapshot {vmid}
                                        DELETE /nodes/{node}/lxc/{vmid}/snapshot/{snapname} vzdelsnapshot {vmid}
                                        POST /nodes/{node}/lxc/{vmid}/snapshot/{snapname}/rollback vzrollback {vmid}
                                        POST /nodes/{node}/lxc/{vmid}/status/start vzstart,hastart {vmid}
                                        POST /nodes/{node}/lxc/{vmid}/status/stop vzstop,hastop {vmid}
                                        POST /nodes/{node}/lxc/{vmid}/status/shutdown vzshutdown,hastop {vmid}
                                        POST /nodes/{node}/lxc/{vmid}/status/reboot vzreboot {vmid}
                                        POST /nodes/{node}/lxc/{vmid}/status/suspend vzsuspend {vmid}
                                        POST /nodes/{node}/lxc/{vmid}/status/resume vzresume {vmid}
                                        POST /nodes/{node}/vzdump vzdump ~vmid
                                        POST /nodes/{node}/storage/{storage}/upload imgcopy -
                                        POST /nodes/{node}/storage/{storage}/download-url download =filename
                                        DELETE /nodes/{node}/storage/{storage}/content/{volume} imgdel @{storage}
                                        DELETE /nodes/{node}/storage/{storage}/prunebackups prunebackups *
                                        POST /nodes/{node}/aplinfo download *
                                        POST /nodes/{node}/apt/update aptupdate *
                                        POST /nodes/{node}/services/{service}/start srvstart {service}
                                        POST /nodes/{node}/services/{service}/stop srvstop {service}
                                        POST /nodes/{node}/services/{service}/restart srvrestart {service}
                                        POST /nodes/{node}/services/{service}/reload srvreload {service}
                                        PUT /nodes/{node}/network srvreload *
                                        POST /nodes/{node}/startall startall *
                                        POST /nodes/{node}/stopall stopall *
                                        POST /nodes/{node}/suspendall suspendall *
                                        POST /nodes/{node}/migrateall migrateall *
                                        POST /nodes/{node}/disks/initgpt diskinit *
                                        PUT /nodes/{node}/disks/wipedisk wipedisk *
                                        POST /nodes/{node}/disks/directory dircreate *
                                        POST /nodes/{node}/disks/lvm lvmcreate *
                                        POST /nodes/{node}/disks/lvmthin lvmthincreate *
                                        POST /nodes/{node}/disks/zfs zfscreate *
                                        """;
    private static final List<Row> ROWS = TABLE.lines().map(Row::parse).toList();

    /** A line of the table. */
    private record Row(HttpMethod method, List<String> template, Set<String> types, String id, boolean reserves) {
        static Row parse(String line) {
            List<String> columns = List.of(line.split(" "));
            return new Row(HttpMethod.valueOf(columns.get(0)), List.of(columns.get(1).substring(1).split("/")),
                    Set.of(columns.get(2).split(",")), columns.get(3), columns.size() > 4);
        }

        Optional<StartingCall> match(ApiRequest request) {
            List<String> segments = request.path().segments();
            if (request.method() != method || segments.size() != template.size()) {
                return Optional.empty();
            }
            Map<String, String> arguments = new HashMap<>();
            for (int index = 0; index < segments.size(); index++) {
                String wanted = template.get(index);
                if (wanted.startsWith("{")) {
                    arguments.put(wanted, segments.get(index));
                } else if (!wanted.equals(segments.get(index))) {
                    return Optional.empty();
                }
            }
            return Optional.of(new StartingCall(arguments.getOrDefault("{node}", ""), types,
                    idOf(request, arguments), !reserves));
        }

        private String idOf(ApiRequest request, Map<String, String> arguments) {
            String rest = id.substring(1);
            return switch (id.charAt(0)) {
                case '=' -> field(request, rest).orElse("*");
                // A backup of several guests is a task without an id.
                case '~' -> field(request, rest).filter(value -> value.matches("\\d+")).orElse("");
                case '@' -> "@" + arguments.get(rest);
                case '-' -> "";
                default -> arguments.getOrDefault(id, id);
            };
        }

        private static Optional<String> field(ApiRequest request, String name) {
            return request.parameters().stream().filter(parameter -> parameter.name().equals(name))
                    .map(Parameter::value).findFirst();
        }
    }

    /** Finds what task a request starts; empty if it starts none, or one that is not known by its type. */
    static Optional<StartingCall> of(ApiRequest request) {
        return ROWS.stream().flatMap(row -> row.match(request).stream()).findFirst();
    }

    /** Lists what the table knows, as method and path template. */
    static List<String> calls() {
        return ROWS.stream().map(row -> row.method() + " /" + String.join("/", row.template())).toList();
    }

    /** Tells whether a task may be the one that this call starts. */
    boolean mayHaveStarted(Upid task) {
        return task.node().equals(node) && types.contains(task.type()) && isId(task.id());
    }

    /** Tells whether another call's task could be taken for this one's. */
    boolean resembles(StartingCall other) {
        boolean sameId = id.equals("*") || other.id.equals("*") || id.equals(other.id);
        return node.equals(other.node) && sameId && types.stream().anyMatch(other.types::contains);
    }

    /** Names the types for people. */
    String typesInWords() {
        return String.join(" or ", types.stream().sorted().toList());
    }

    private boolean isId(String seen) {
        if (id.startsWith("@")) {
            return seen.equals(id.substring(1)) || seen.endsWith(id);
        }
        return id.equals("*") || id.equals(seen);
    }
}
