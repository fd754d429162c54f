package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Facts;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions that people choose in their client; each is asked with what the server says now, not as a list of things to do. */
public final class Prompts {
    private static final Prompt.Argument GUEST = new Prompt.Argument("vmid", "The guest's number or name.", true);
    private static final Prompt.Argument DAYS = new Prompt.Argument("days",
            "How old the newest backup may be, in days; " + Facts.USUAL_BACKUP_AGE + " unless said.", false);
    private static final int MOST_DAYS = 3650;

    private final List<Question> questions;
    private final Clusters clusters;

    /**
     * Offers questions about some clusters.
     *
     * @param clusters the clusters
     * @param catalog the tools whose permissions can be asked for
     */
    public Prompts(Clusters clusters, Catalog catalog) {
        this.clusters = clusters;
        this.questions = List.of(
                new Question("why-not-starting", "Why does this guest not start?",
                        "Looks at a guest's state, configuration and last failed start.", List.of(GUEST),
                        "Say in plain words why this guest does not start, or that nothing here explains it, and what would "
                                + "be the next step. Name the facts that you rely on.",
                        (facts, arguments) -> facts.whyNotStarting(text(arguments, GUEST))),
                new Question("capacity-report", "Capacity report",
                        "Compares what nodes and storages have with what is used and promised.", List.of(),
                        "Write a short capacity report: what is nearly full, what is promised beyond what there is, and "
                                + "what will be short first.",
                        (facts, arguments) -> facts.capacity()),
                new Question("backup-gaps", "What is not backed up?",
                        "Looks for guests and disks without a job or without a recent backup.", List.of(DAYS),
                        "List the gaps in the backups, the most dangerous first, with the reason for each. Say where "
                                + "something could not be read.",
                        (facts, arguments) -> facts.backupGaps(days(arguments))),
                new Question("permission-check", "What may this login do?",
                        "Judges for each tool whether the login has the privileges.", List.of(),
                        "Say what this login may and may not do here, by area, and give the commands that would grant what "
                                + "is lacking, no more than needed.",
                        (facts, arguments) -> facts.permissions(catalog)));
    }

    /** What fetches the facts. */
    private interface Fetching {
        Map<String, @Nullable Object> facts(Facts facts, Map<String, ?> arguments);
    }

    private record Question(String name, String title, String description, List<Prompt.Argument> arguments, String task,
            Fetching fetching) {}

    /**
     * Lists the questions.
     *
     * @return each with what it asks for
     */
    public List<Prompt> list() {
        return questions.stream().map(question -> new Prompt(question.name(), question.title(), question.description(),
                arguments(question))).toList();
    }

    private List<Prompt.Argument> arguments(Question question) {
        List<Prompt.Argument> arguments = new ArrayList<>(question.arguments());
        if (clusters.areSeveral()) {
            arguments
                    .add(new Prompt.Argument(Clusters.ARGUMENT, "Which cluster: " + String.join(", ", clusters.names()),
                            clusters.usual().isEmpty()));
        }
        return arguments;
    }

    /**
     * Asks a question.
     *
     * @param name the question's name
     * @param arguments what it asks for
     * @return the question with the facts; nothing if there is no such question
     * @throws io.github.proxmoxtools.tools.spi.ToolFailure if an argument is wrong or the facts cannot be read
     */
    public Optional<String> ask(String name, Map<String, ?> arguments) {
        return questions.stream().filter(question -> question.name().equals(name)).findFirst()
                .map(question -> ask(question, arguments));
    }

    private String ask(Question question, Map<String, ?> arguments) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>(arguments);
        Cluster cluster = clusters.take(own).cluster();
        refuseUnknown(question, own);
        Map<String, @Nullable Object> facts = Answer.ofFacts(question.fetching().facts(cluster.facts().get(), own));
        return question.task() + "\n\nWhat the server says now, as JSON:\n" + JsonText.compact(facts);
    }

    private static void refuseUnknown(Question question, Map<String, ?> arguments) {
        List<String> known = question.arguments().stream().map(Prompt.Argument::name).toList();
        arguments.keySet().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw InvalidCall.argument(Printable.of(name), known.isEmpty()
                    ? "is not known; this prompt asks for nothing"
                    : "is not known. Arguments: " + String.join(", ", known));
        });
    }

    private static String text(Map<String, ?> arguments, Prompt.Argument argument) {
        Object value = arguments.get(argument.name());
        if (value == null || value.toString().isBlank()) {
            throw InvalidCall.argument(argument.name(), "is required: " + argument.description());
        }
        return value.toString().strip();
    }

    private static int days(Map<String, ?> arguments) {
        Object value = arguments.get(DAYS.name());
        String text = value == null ? "" : value.toString().strip();
        if (text.isEmpty()) {
            return Facts.USUAL_BACKUP_AGE;
        }
        if (!text.matches("[1-9]\\d{0,3}") || Integer.parseInt(text) > MOST_DAYS) {
            throw InvalidCall.argument(DAYS.name(), "is a whole number of days from 1 to " + MOST_DAYS);
        }
        return Integer.parseInt(text);
    }
}
