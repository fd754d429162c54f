package io.github.proxmoxtools.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

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
            parser.parseArgs(rest.toArray(String[]::new));
        } catch (UnmatchedArgumentException e) {
            throw unmatched(e.getUnmatched());
        } catch (MissingParameterException e) {
            throw missing(e.getMissing());
        } catch (ParameterException e) {
            throw Usage.error(CellText.clean(String.valueOf(e.getMessage())), seeHelp());
        } finally {
            form.globals().readInto(globals);
        }
    }

    private RuntimeException unmatched(List<String> arguments) {
        String first = arguments.getFirst();
        if (!first.startsWith("-") || first.equals("-")) {
            return Usage.error("'" + CellText.clean(first) + "' is one argument too many", seeHelp());
        }
        int equals = first.indexOf('=');
        String name = CellText.clean(equals < 0 ? first : first.substring(0, equals));
        ConnectionSecrets.refuse(name);
        List<String> known = new ArrayList<>();
        form.spec().options().forEach(option -> known.addAll(List.of(option.names())));
        String question = Nearest.asQuestion(name, known);
        return Usage.error(form.spec().name() + " has no option " + name,
                (question.isEmpty() ? "" : question + " ") + seeHelp());
    }

    private RuntimeException missing(List<ArgSpec> arguments) {
        StringJoiner names = new StringJoiner(", ");
        for (ArgSpec argument : arguments) {
            names.add(argument instanceof OptionSpec option
                    ? option.longestName() + " " + option.paramLabel()
                    : argument.paramLabel());
        }
        return Usage.error("Missing: " + names, seeHelp());
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
