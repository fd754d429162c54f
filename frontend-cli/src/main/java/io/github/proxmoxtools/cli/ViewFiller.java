package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.output.Columns;
import io.github.proxmoxtools.tools.engine.EngineParams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The shape of a list; an option whose name the tool itself uses is called {@code --view-NAME}. */
final class ViewFiller implements Filler {
    private final OptionSpec columns;
    private final OptionSpec filter;
    private final OptionSpec sort;
    private final OptionSpec limit;
    private final OptionSpec offset;
    private boolean all;

    /**
     * Makes the options.
     *
     * @param taken names of the tool's own options
     */
    ViewFiller(Set<String> taken) {
        columns = Specs.values("NAME,...", "Fields to show, in this order; * for all.", false, name("columns", taken),
                name("fields", taken));
        filter = Specs.values("TERM,...", "Rows to show, such as status=running,tags~web,mem>4G. All terms must hold.",
                false, name("filter", taken));
        sort = Specs.value("FIELD", "Field to sort by; -FIELD for the largest first.", false, name("sort", taken));
        limit = Specs.value("NUMBER", "Most rows to show.", false, name("limit", taken));
        offset = Specs.value("NUMBER", "Rows to skip.", false, name("offset", taken));
    }

    private static String name(String word, Set<String> taken) {
        return taken.contains("--" + word) ? "--view-" + word : "--" + word;
    }

    @Override
    public List<ArgSpec> specs() {
        return List.of(columns, filter, sort, limit, offset);
    }

    /** Gives the columns asked for; empty for the usual ones. */
    List<String> columns() {
        List<String> names = new ArrayList<>();
        for (String text : columns.stringValues()) {
            for (String name : text.split(",", -1)) {
                if (!name.isBlank()) {
                    names.add(name.strip());
                }
            }
        }
        return names.isEmpty() && all ? List.of(Columns.ALL) : names;
    }

    /** Asks for all columns where none are named. */
    void showAll() {
        all = true;
    }

    @Override
    public void fill(Map<String, @Nullable Object> arguments) {
        Map<String, Object> view = new LinkedHashMap<>();
        if (!columns().isEmpty()) {
            view.put("fields", columns());
        }
        if (!filter.stringValues().isEmpty()) {
            view.put("filter", String.join(",", filter.stringValues()));
        }
        Specs.text(sort).ifPresent(text -> view.put("sort", text));
        Specs.text(limit).ifPresent(text -> view.put("limit", text));
        Specs.text(offset).ifPresent(text -> view.put("offset", text));
        if (!view.isEmpty()) {
            arguments.put(EngineParams.VIEW, view);
        }
    }
}
