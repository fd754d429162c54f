package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.tools.spi.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A program for a guest: its words after two dashes, given, what it reads, and what becomes of its exit code. */
final class ProgramFiller implements Filler {
    private static final String DASHES = "--";

    private final Outcome.Program program;
    private final Terminal terminal;
    private final PositionalParamSpec words;
    private List<String> given = List.of();
    private final OptionSpec line;
    private final OptionSpec data;
    private final OptionSpec file;
    private final OptionSpec input = Specs.flag("It reads what this command is given as standard input.", "--stdin");
    private final OptionSpec exitCode = Specs
            .flag("End with the program's exit code, or 128 and the number of the signal that ended it.",
                    "--exit-code-from-guest");

    ProgramFiller(Outcome.Program program, Terminal terminal) {
        this.program = program;
        this.terminal = terminal;
        this.words = PositionalParamSpec.builder().index("0..*").arity("0..*").type(String[].class)
                .paramLabel("-- PROGRAM ARGUMENT").descriptionKey(program.command().name())
                .description("Program and arguments; all that follows two dashes is the guest's. No shell runs it.")
                .build();
        this.line = Specs.values("TEXT",
                "The same as a single text that is split at blanks and quotes, or word by word.",
                false, "--" + program.command().name());
        this.data = Specs.value("TEXT", Labels.describe(program.input()), false, "--" + program.input().name());
        this.file = Specs.value("FILE", "It reads this file as its standard input.", false, "--input-file");
    }

    /** Describes what stands behind the dashes; it is not parsed. */
    PositionalParamSpec words() {
        return words;
    }

    /**
     * Takes what stands behind the dashes, and gives what is left to parse.
     *
     * @param rest all that follows the command's words
     * @return what stands before the first two dashes
     */
    List<String> takeFrom(List<String> rest) {
        int dashes = rest.indexOf(DASHES);
        given = dashes < 0 ? List.of() : List.copyOf(rest.subList(dashes + 1, rest.size()));
        return dashes < 0 ? rest : rest.subList(0, dashes);
    }

    /** Names the parameters that need no option of their own. */
    Set<String> parameters() {
        return Set.of(program.command().name(), program.input().name());
    }

    boolean endsAsTheProgram() {
        return Specs.isGiven(exitCode);
    }

    @Override
    public List<ArgSpec> specs() {
        return List.of(line, data, input, file, exitCode);
    }

    @Override
    public void fill(Map<String, @Nullable Object> arguments) {
        fillFromLine(arguments);
        Specs.text(file).ifPresent(path -> arguments.put(program.input().name(), contents(path)));
        if (Specs.isGiven(input)) {
            arguments.put(program.input().name(), typed());
        }
    }

    @Override
    public void fillFromLine(Map<String, @Nullable Object> arguments) {
        arguments.put(program.command().name(), command());
        if (List.of(data.stringValues().isEmpty(), !Specs.isGiven(input), file.stringValues().isEmpty()).stream()
                .filter(absent -> !absent).count() > 1) {
            throw Usage.error("--" + program.input().name() + ", --stdin and --input-file exclude each other",
                    "The program has one standard input.");
        }
        Specs.text(data).ifPresent(text -> arguments.put(program.input().name(), text));
    }

    /** Words after the dashes stay a list, even a single one; a text is for the tool to split. */
    private Object command() {
        List<String> texts = line.stringValues();
        if (given.isEmpty() == texts.isEmpty()) {
            throw Usage.error(texts.isEmpty() ? "no program was given" : "two programs were given",
                    "Put it last, after two dashes: ... -- ls -l /etc");
        }
        return texts.size() == 1 ? texts.getFirst() : List.copyOf(texts.isEmpty() ? given : texts);
    }

    private String typed() {
        try {
            return text(terminal.readInput(), "--stdin");
        } catch (IOException e) {
            throw Usage.error("--stdin: the standard input cannot be read");
        }
    }

    private static String contents(String path) {
        try {
            return text(Files.readAllBytes(Path.of(path)), "--input-file");
        } catch (IOException | IllegalArgumentException e) {
            throw Usage.error("--input-file: '" + CellText.clean(path) + "' cannot be read");
        }
    }

    /** The parameter is a text; bytes that are none would arrive as others. */
    private static String text(byte[] bytes, String option) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw Usage.error(option + ": this is no UTF-8 text, and a program in a guest can only be given text",
                    "Encode it, such as with base64, and let the program decode it.");
        }
    }
}
