package io.github.proxmoxtools.cli.guest;

import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What became of a program in a guest, given on as if it had run here. */
public final class GuestProgram {
    private static final int SIGNALLED = 128;
    private static final int HIGHEST = 255;

    private final Data result;

    private GuestProgram(Data result) {
        this.result = result;
    }

    /**
     * Reads what came of it.
     *
     * @param result of a tool whose outcome is {@link Outcome.Program}
     * @return the program
     */
    public static GuestProgram of(ToolResult result) {
        return new GuestProgram(Data.of(result.content() instanceof ToolResult.Value value ? value.value() : null));
    }

    /**
     * Writes its output, byte by byte, to where it belongs, and how it ended.
     *
     * @param terminal receives it
     * @param quiet whether how it ended is left out
     */
    public void write(Terminal terminal, boolean quiet) {
        stream("out").ifPresent(terminal::out);
        stream("err").ifPresent(terminal::err);
        if (!quiet) {
            terminal.err(ending() + "\n");
        }
    }

    /**
     * Gives its output and how it ended, for where there are several.
     *
     * @return lines without control characters: what it wrote, its errors, and its ending
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (String name : List.of("out", "err")) {
            stream(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).stream().flatMap(String::lines)
                    .forEach(line -> text.append(CellText.clean(line)).append('\n'));
        }
        return text.append(ending()).append('\n').toString();
    }

    private Optional<byte[]> stream(String name) {
        boolean encoded = result.at(name + "-encoding").text().filter("base64"::equals).isPresent();
        return result.at(name + "-data").text().map(text -> encoded
                ? Base64.getDecoder().decode(text)
                : text.getBytes(StandardCharsets.UTF_8));
    }

    private String ending() {
        Optional<Long> signal = result.at("signal").whole();
        if (signal.isPresent()) {
            return "killed by signal " + signal.get();
        }
        return result.at("exitcode").whole().map(code -> "exit code " + code)
                .orElseGet(() -> "pid " + result.at("pid").whole().map(Object::toString).orElse("unknown"));
    }

    /**
     * Gives the exit code as a shell would.
     *
     * @return the program's; 128 and the signal's number if one ended it; 255 where the guest's does not fit; and that of
     *         an unknown outcome where it has not ended, or that is not known
     */
    public int exitCode() {
        Optional<Long> signal = result.at("signal").whole();
        return signal.map(number -> SIGNALLED + number).or(() -> result.at("exitcode").whole())
                .map(code -> code < 0 || code > HIGHEST ? HIGHEST : code.intValue())
                .orElse(FailureKind.OUTCOME_UNKNOWN.exitCode());
    }
}
