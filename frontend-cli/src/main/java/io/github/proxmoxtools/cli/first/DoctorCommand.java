package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.Option;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.output.OutputFormat;
import io.github.proxmoxtools.cli.output.Rows;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.CatalogException;
import io.github.proxmoxtools.tools.engine.PrivilegePlan;
import io.github.proxmoxtools.tools.engine.Selection;
import io.github.proxmoxtools.tools.spi.Safety;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out why something does not work, and says what to do about it. */
public final class DoctorCommand extends ProgramCommand {
    private static final List<String> HEADINGS = List.of("result", "check", "found");
    private static final List<String> ALL_HEADINGS = List.of("check", "result", "found", "todo");

    private final Clock clock;

    /** Declares it. */
    public DoctorCommand() {
        this(Clock.systemUTC());
    }

    /**
     * Declares it with a time of one's own.
     *
     * @param clock this machine's time
     */
    public DoctorCommand(Clock clock) {
        super("doctor", "Find Out What Does Not Work",
                "Looks at the settings, at each host, its certificate and its clock, at the login, and at what the login may do, "
                        + "and says what to do about whatever is not well, permissions as pveum commands. Changes nothing. With "
                        + "--toolsets or --read-only it also prints the role that is just enough for those tools. Exit code "
                        + "0: all is well; else that of the first thing that is not (2 settings, 3 login, 4 permissions, 7 "
                        + "network or certificate).");
        this.clock = clock;
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.values("--toolsets", "LIST",
                        "Only these toolsets or areas, such as vm,infra.storage; all their tools should work then."),
                Option.flag("--read-only", "Only tools that change nothing; all of them should work then."),
                Option.flag("--report",
                        "The facts for a bug report: versions, settings, and what was found, without secrets, and without "
                                + "hosts, addresses, users, tokens, contexts and paths."),
                Option.flag("--with-names", "With --report: leave those names in."));
    }

    @Override
    public List<String> examples() {
        return List.of("proxmox doctor", "proxmox doctor --toolsets vm,lxc --read-only", "proxmox doctor --report");
    }

    @Override
    public int run(Here here, Given given) {
        if (given.has("with-names") && !given.has("report")) {
            throw Usage.error("--with-names is for --report");
        }
        boolean isChosen = given.has("toolsets") || given.has("read-only");
        Catalog chosen = chosen(here.catalog(), given);
        try (Place place = Place.of(here)) {
            Examination examination = new Examination(place.sources(), chosen, isChosen, clock,
                    line -> here.terminal().err(CellText.clean(line) + "\n"));
            List<Check> checks = examination.all();
            List<String> role = isChosen ? role(chosen, examination) : List.of();
            if (given.has("report")) {
                Masks masks = given.has("with-names") ? Masks.ofSecrets(examination) : Masks.ofAll(examination, place);
                here.terminal().out(new BugReport(here.catalog(), examination, checks, masks)
                        .text(here.globals().format()));
            } else {
                here.terminal().out(text(here, checks, role));
            }
            return Check.exitCode(checks);
        }
    }

    private static Catalog chosen(Catalog catalog, Given given) {
        Set<String> toolsets = new LinkedHashSet<>();
        given.all("toolsets").forEach(list -> toolsets.addAll(
                Arrays.stream(list.split(",", -1)).map(String::strip).filter(name -> !name.isEmpty()).toList()));
        Safety ceiling = given.has("read-only") ? Safety.READ : Safety.DESTROY;
        try {
            return catalog.select(new Selection(toolsets, Set.of(), Set.of(), ceiling));
        } catch (CatalogException e) {
            throw Usage.error("--toolsets: " + e.getMessage());
        }
    }

    private static List<String> role(Catalog chosen, Examination examination) {
        return PrivilegePlan.of(chosen, examination.version().orElse(ApiIndex.versions().getLast()))
                .commands(Examination.ROLE, examination.login().orElse("USER@REALM!NAME"));
    }

    private static String text(Here here, List<Check> checks, List<String> role) {
        boolean header = !here.globals().has(GlobalOption.NO_HEADER);
        OutputFormat format = here.globals().format();
        return switch (format) {
            case JSON, YAML -> format.structure(toMap(checks, role)).orElseThrow();
            case JSONL, CSV, NAME -> Rows.text(format, ALL_HEADINGS,
                    checks.stream().map(check -> List.of(check.name(), check.result().word(), check.found(),
                            String.join("\n", check.todo()))).toList(),
                    header);
            case TABLE, WIDE -> Rows.text(format, HEADINGS, rows(checks), header) + advice(checks) + roleText(role);
        };
    }

    private static Map<String, Object> toMap(List<Check> checks, List<String> role) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("ok", checks.stream().noneMatch(Check::failed));
        map.put("checks", checks.stream().map(Check::toMap).toList());
        if (!role.isEmpty()) {
            map.put("role", role);
        }
        return map;
    }

    static List<List<String>> rows(List<Check> checks) {
        return checks.stream().map(check -> List.of(check.result().word(), check.name(), check.found())).toList();
    }

    static String advice(List<Check> checks) {
        StringBuilder text = new StringBuilder();
        checks.stream().filter(check -> !check.todo().isEmpty()).forEach(check -> {
            text.append('\n').append(CellText.clean(check.name())).append(":\n");
            check.todo().forEach(line -> text.append("  ").append(CellText.clean(line)).append('\n'));
        });
        return text.toString();
    }

    private static String roleText(List<String> role) {
        StringBuilder text = new StringBuilder();
        role.forEach(line -> text.append("  ").append(CellText.clean(line)).append('\n'));
        return text.isEmpty() ? "" : "\nA role that is just enough for these tools:\n" + text;
    }
}
