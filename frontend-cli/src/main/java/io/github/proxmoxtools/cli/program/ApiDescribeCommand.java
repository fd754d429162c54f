package io.github.proxmoxtools.cli.program;

import io.github.proxmoxtools.cli.text.Paint;
import io.github.proxmoxtools.cli.command.Argument;
import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.Option;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.cli.command.Values;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.output.OutputFormat;
import io.github.proxmoxtools.cli.output.Rows;
import io.github.proxmoxtools.cli.page.TextPage;
import io.github.proxmoxtools.cli.text.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Describes a path of the API. */
public final class ApiDescribeCommand extends ProgramCommand {
    private static final List<String> HEADINGS = List.of("method", "parameter", "required", "value", "versions");

    /** Declares it. */
    public ApiDescribeCommand() {
        super("api describe", "Describe a Path of the API",
                "Tells for each method of a path who may call it, which parameters it takes with their limits and defaults, "
                        + "what it answers, and what is different in other versions, by the built-in index of the API. "
                        + "Connects to nothing.");
    }

    @Override
    public List<Argument> arguments() {
        return List
                .of(Argument.one(ApiPlace.PATH, "PATH", "Such as /nodes/pve1/qemu/100 or /nodes/{node}/qemu/{vmid}."));
    }

    @Override
    public List<Option> options() {
        return List.of(ApiPlace.VERSION);
    }

    @Override
    public Values values(String name) {
        return ApiPlace.values(name);
    }

    @Override
    public List<String> examples() {
        return List.of("proxmox api describe /nodes/pve1/qemu/100/snapshot",
                "proxmox api describe '/nodes/{node}/qemu' --version 7.4", "proxmox api describe /pools -o json");
    }

    @Override
    public int run(Here here, Given given) {
        ApiPlace place = ApiPlace.of(given);
        List<MethodFacts> methods = new ArrayList<>();
        for (String method : place.index().methods(place.template())) {
            place.index().method(method, place.template())
                    .ifPresent(found -> methods.add(new MethodFacts(found, place.index().version())));
        }
        if (methods.isEmpty()) {
            throw Usage.error(place.template() + " takes no call itself",
                    "'proxmox api ls " + place.template() + "' lists what is below it.");
        }
        OutputFormat format = here.globals().format();
        boolean header = !here.globals().has(GlobalOption.NO_HEADER);
        here.terminal().out(format.structure(object(place, methods)).orElseGet(() -> switch (format) {
            case CSV, NAME -> Rows.text(format, HEADINGS, rows(methods), header);
            default -> text(place, methods, here.terminal().width());
        }));
        return 0;
    }

    private static Map<String, Object> object(ApiPlace place, List<MethodFacts> methods) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("path", place.template());
        object.put("version", place.index().release());
        object.put("methods", methods.stream().map(MethodFacts::toMap).toList());
        return object;
    }

    private static List<List<String>> rows(List<MethodFacts> methods) {
        return methods.stream().flatMap(facts -> facts.parameters().stream()
                .map(one -> Stream.concat(Stream.of(facts.method().httpMethod()), one.cells().stream()).toList()))
                .toList();
    }

    private static String text(ApiPlace place, List<MethodFacts> methods, int width) {
        TextPage page = new TextPage(width, Paint.PLAIN);
        page.paragraph(place.template() + ", Proxmox VE " + place.index().release());
        methods.forEach(facts -> facts.write(page));
        return page.text();
    }
}
