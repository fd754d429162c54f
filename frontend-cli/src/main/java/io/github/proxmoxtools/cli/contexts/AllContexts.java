package io.github.proxmoxtools.cli.contexts;

import io.github.proxmoxtools.cli.cluster.Connector;
import io.github.proxmoxtools.cli.cluster.Session;
import io.github.proxmoxtools.cli.options.ExitCodes;
import io.github.proxmoxtools.cli.cluster.SideBySide;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Asks the cluster of every context the same question, several at a time. */
public final class AllContexts {
    /** They are about a single cluster; each context says itself where its own is. */
    private static final List<GlobalOption> ONE_CLUSTER = List.of(GlobalOption.CONTEXT, GlobalOption.HOST,
            GlobalOption.PORT, GlobalOption.TOKEN_ID, GlobalOption.USERNAME, GlobalOption.FINGERPRINT,
            GlobalOption.CA_FILE, GlobalOption.INSECURE, GlobalOption.DEMO, GlobalOption.DRY_RUN);

    private final Connector connector;
    private final Catalog catalog;
    private final Globals globals;

    /**
     * Prepares asking.
     *
     * @param connector finds the contexts and their clusters
     * @param catalog the tools
     * @param globals the global options
     */
    public AllContexts(Connector connector, Catalog catalog, Globals globals) {
        this.connector = connector;
        this.catalog = catalog;
        this.globals = globals;
    }

    /**
     * Asks, and shows what came.
     *
     * @param call a call that reads
     * @param show shows the answers
     * @return as of several calls
     */
    public int ask(ToolCall call, AnswerText show) {
        List<Answer> answers = answers(call.within(Safety.READ), names());
        show.show(answers);
        return ExitCodes.ofSeveral(answers.stream().map(Answer::exitCode).toList());
    }

    private List<String> names() {
        for (GlobalOption option : ONE_CLUSTER) {
            if (globals.has(option)) {
                String name = option.names().getLast();
                throw Usage.error("--all-contexts and " + name + " contradict each other",
                        "Leave one of them out; --context NAME is for a single cluster.");
            }
        }
        List<String> names = connector.contexts(globals);
        if (names.isEmpty()) {
            throw Usage.settings("There are no contexts", "A context is a file contexts/NAME.env beside the settings "
                    + "file, with the settings of one cluster.");
        }
        return names;
    }

    private List<Answer> answers(ToolCall call, List<String> names) {
        return SideBySide.ask(names.stream().<Callable<Answer>>map(name -> () -> answer(call, name)).toList(),
                Optional.empty()).stream().flatMap(Optional::stream).toList();
    }

    private Answer answer(ToolCall call, String context) {
        try (Session session = connector.open(catalog, globals.with(GlobalOption.CONTEXT, context))) {
            return new Answer.Came(context, session.run(call));
        } catch (ToolFailure failure) {
            return new Answer.Failed(context, failure);
        }
    }
}
