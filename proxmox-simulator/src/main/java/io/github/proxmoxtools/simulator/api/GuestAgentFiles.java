package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.GuestAgent;
import io.github.proxmoxtools.simulator.state.GuestAgent.Program;
import io.github.proxmoxtools.simulator.state.GuestShell;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Profile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes files, and runs programs, through the guest agent. */
final class GuestAgentFiles {
    private static final String BASE = Guests.one(Kind.QEMU) + "/agent/";
    private static final int MOST_READ = 16 << 20;
    private static final int LAST_BYTE = 255;

    private GuestAgentFiles() {}

    static void register(Registry registry) {
        registry.post(BASE + "exec", GuestAgentFiles::exec);
        registry.get(BASE + "exec-status", GuestAgentFiles::execStatus);
        registry.get(BASE + "file-read", GuestAgentFiles::read);
        registry.post(BASE + "file-write", GuestAgentFiles::write);
    }

    private static Object exec(Call call) {
        Guest guest = GuestAgentHandlers.reach(call);
        List<String> command = command(call);
        if (command.isEmpty()) {
            throw GuestAgentHandlers.failed("Parameter 'path' is missing");
        }
        GuestAgentHandlers.requireEnabled(guest, "exec");
        var shell = new GuestShell(guest.agent(), GuestAgentView.hostname(guest),
                new String(encoded(call.params().text("input-data"), "QemuServer/Agent.pm line 136"),
                        StandardCharsets.UTF_8));
        GuestShell.Run run = shell.run(command).orElseThrow(() -> GuestAgentHandlers.failed(
                "Guest agent command failed, error was 'Failed to execute child process \u201c" + command.getFirst()
                        + "\u201d (No such file or directory)'"));
        var ends = call.now().plus(call.cluster().tasks().scaled(run.lasts()));
        return Map.of("pid", guest.agent().start(new Program(ends, run.outcome())));
    }

    /** A list since the eighth series; before that one text, split where lists are. */
    private static List<String> command(Call call) {
        if (call.cluster().profile() != Profile.PVE_7_4) {
            return call.params().all().getOrDefault("command", List.of());
        }
        String text = call.params().text("command");
        return text.contains("\0")
                ? List.of(text.split("\0"))
                : call.params().list("command");
    }

    private static Object execStatus(Call call) {
        Guest guest = GuestAgentHandlers.reach(call);
        int pid = (int) call.params().number("pid", 0);
        Program program = guest.agent().program(pid)
                .orElseThrow(() -> GuestAgentHandlers.failed("Invalid parameter 'pid'"));
        if (program.ends().isAfter(call.now())) {
            return Map.of("exited", 0);
        }
        guest.agent().forget(pid);
        GuestAgent.Outcome outcome = program.outcome();
        Row row = new Row().with("exited", 1).with("exitcode", outcome.exitCode());
        output(row, "out", outcome.out());
        output(row, "err", outcome.err());
        return row.fields();
    }

    private static void output(Row row, String stream, String text) {
        if (!text.isEmpty()) {
            row.with(stream + "-data", text(text.getBytes(StandardCharsets.UTF_8))).with(stream + "-truncated", 0);
        }
    }

    private static Object read(Call call) {
        Guest guest = GuestAgentHandlers.reach(call);
        byte[] content = content(guest, call.params().get("file"), "r");
        int from = (int) Math.min(call.params().number("offset", 0), content.length);
        long most = Math.min(call.params().number("count", MOST_READ), MOST_READ);
        int to = (int) Math.min(content.length, from + most);
        byte[] part = Arrays.copyOfRange(content, from, to);
        boolean decodes = call.params().flag("decode", true);
        Row row = new Row().with("content", decodes
                ? text(part)
                : Base64.getEncoder().encodeToString(part)).with("bytes-read", part.length);
        return to < content.length ? row.with("truncated", 1).fields() : row.fields();
    }

    /** The server hands bytes on as if each were a character. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] content(Guest guest, String path, String mode) {
        GuestAgentHandlers.requireEnabled(guest, "file-open");
        if (path.equals("/etc/hostname") && !guest.agent().files().containsKey(path)) {
            return (GuestAgentView.hostname(guest) + "\n").getBytes(StandardCharsets.UTF_8);
        }
        byte[] content = guest.agent().files().get(path);
        if (content == null) {
            throw GuestAgentHandlers.failed(
                    "failed to open file '" + path + "' (mode: '" + mode + "'): No such file or directory");
        }
        return content;
    }

    private static @Nullable Object write(Call call) {
        Guest guest = GuestAgentHandlers.reach(call);
        GuestAgentHandlers.requireEnabled(guest, "file-open");
        String path = call.params().get("file");
        if (!path.startsWith("/") || path.endsWith("/")) {
            throw GuestAgentHandlers.failed("failed to open file '" + path + "' (mode: 'wb'): "
                    + (path.endsWith("/") ? "Is a directory" : "Permission denied"));
        }
        String content = call.params().get("content");
        guest.agent().files().put(path, call.params().flag("encode", true)
                ? encoded(content, "API2/Qemu/Agent.pm line 502")
                : decoded(content));
        return null;
    }

    /** The server takes each character for a byte, and knows no way out when it is none. */
    private static byte[] encoded(String content, String place) {
        if (content.chars().anyMatch(character -> character > LAST_BYTE)) {
            throw ApiError.died("Wide character in subroutine entry at /usr/share/perl5/PVE/" + place + ".");
        }
        return content.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] decoded(String content) {
        try {
            return Base64.getMimeDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            throw GuestAgentHandlers.failed("Base64 data is not valid: " + e.getMessage());
        }
    }
}
