package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.options.ConnectionSecrets;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Nearest;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.cli.watch.ReadingOptions;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine;

/** Parses what follows a command's words, and says in one way what is wrong with it. */
final class FormReader {
    private final CommandForm form;

    FormReader(CommandForm form) {
        this.form = form;
    }

    void read(List<String> rest, Globals globals) {
        CommandLine parser = new CommandLine(form.spec(), new NoFactory());
        parser.setExpandAtFiles(false).setInterpolateVariables(false).setPosixClusteredShortOptionsAllowed(true);
        try {
            List<String> parsed = form.program().map(program -> program.takeFrom(rest)).orElse(rest);
            parser.parseArgs(ReadingOptions.spelledOut(parsed).toArray(String[]::new));
        } catch (UnmatchedArgumentException e) {
            throw unmatched(e.getUnmatched(), rest);
        } catch (MissingParameterException e) {
            throw missing(e.getMissing(), e.getCommandLine().getUnmatchedArguments());
        } catch (ParameterException e) {
            throw Usage.error(CellText.clean(String.valueOf(e.getMessage())), seeHelp());
        } finally {
            form.globals().readInto(globals);
        }
        form.spec().positionalParameters().stream().findFirst().ifPresent(first -> form.reading()
                .refuseLooseInterval(first.stringValues(), first.paramLabel(), rest));
    }

    private RuntimeException unmatched(List<String> arguments, List<String> rest) {
        String first = arguments.getFirst();
        if (!first.startsWith("-") || first.equals("-")) {
            return Usage.error("'" + CellText.clean(first) + "' is one argument too many",
                    ReadingOptions.looseInterval(rest).orElseGet(this::seeHelp));
        }
        int equals = first.indexOf('=');
        String name = CellText.clean(equals < 0 ? first : first.substring(0, equals));
        ConnectionSecrets.refuse(name);
        ReadingOptions.refuse(name, form.spec().name());
        return Usage.error(form.spec().name() + " has no option " + name, instead(name) + seeHelp());
    }

    private String instead(String option) {
        Optional<String> official = form.wayToSet(option.replaceFirst("^-+", ""));
        if (official.isPresent()) {
            return "'" + official.get() + "' sets it. ";
        }
        List<String> known = new ArrayList<>();
        form.spec().options().forEach(other -> known.addAll(List.of(other.names())));
        String question = Nearest.asQuestion(option, known);
        return question.isEmpty() ? "" : question + " ";
    }

    private RuntimeException missing(List<ArgSpec> arguments, List<String> loose) {
        StringJoiner names = new StringJoiner(", ");
        Map<String, String> details = new LinkedHashMap<>();
        for (ArgSpec argument : arguments) {
            if (argument instanceof OptionSpec option) {
                names.add(option.longestName() + " " + option.paramLabel());
                details.put(option.longestName().substring(2), "is required");
            } else {
                names.add(argument.paramLabel());
                details.put(argument.descriptionKey(), "is required");
            }
        }
        return new InvalidCall(FailureKind.BAD_ARGUMENT, "Missing: " + names,
                meantAs(arguments.getFirst(), loose) + seeHelp(), details);
    }

    /** Whoever writes the first value without its option has seen commands where it stands so; it may be a secret. */
    private static String meantAs(ArgSpec missing, List<String> loose) {
        return missing instanceof OptionSpec option && !loose.isEmpty() && !loose.getFirst().startsWith("-")
                ? "What stands alone needs its option before it, such as " + option.longestName() + ". "
                : "";
    }

    private String seeHelp() {
        return "See '" + form.spec().name() + " --help'.";
    }

    /** Nothing of ours is made by reflection. */
    private static final class NoFactory implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) {
            throw new IllegalStateException("picocli asked for " + type);
        }
    }
}
