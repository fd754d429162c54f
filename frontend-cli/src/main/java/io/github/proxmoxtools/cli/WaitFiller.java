package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.tools.engine.EngineParams;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How long to wait for the task. */
final class WaitFiller implements Filler {
    private final OptionSpec wait = Specs.yesOrNo("Wait until the task has ended (the default), or only start it.",
            "--wait");
    private final OptionSpec async = Specs.flag("Only start the task, like --no-wait.", "--async");
    private final OptionSpec timeout;

    /**
     * Makes the options.
     *
     * @param taken names that the command has already: {@code --timeout} is Proxmox VE's own on some
     */
    WaitFiller(Set<String> taken) {
        String[] names = taken.contains("--timeout")
                ? new String[]{"--wait-timeout"}
                : new String[]{"--wait-timeout", "--timeout"};
        timeout = Specs.value("SECONDS", "Wait no longer than this; the task goes on all the same.", false, names);
    }

    @Override
    public List<ArgSpec> specs() {
        return List.of(wait, async, timeout);
    }

    @Override
    public void fill(Map<String, @Nullable Object> arguments) {
        if (Specs.isGiven(async)) {
            if (Specs.isGiven(wait)) {
                throw Usage.error("--wait and --async contradict each other");
            }
            arguments.put(EngineParams.WAIT, false);
        } else if (wait.getValue() != null) {
            arguments.put(EngineParams.WAIT, wait.getValue());
        }
        Specs.text(timeout).ifPresent(seconds -> arguments.put(EngineParams.WAIT_TIMEOUT, seconds));
    }
}
