package io.github.proxmoxtools.tools.spi;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A declaration while it is written: what {@link Tool} is made of, stage by stage. */
final class Draft implements Tool.Commanding, Tool.Titling, Tool.Describing, Tool.Acting, Tool.Scripting, Tool.Closing {
    final String name;
    final Safety safety;
    List<String> command = List.of();
    String title = "";
    String description = "";
    final Set<Input> inputs = new LinkedHashSet<>();
    List<Endpoint> endpoints = List.of();
    Action action = new Action.Rest(List.of());
    final List<Condition> destroysWhen = new ArrayList<>();
    final List<OneOf> oneOfs = new ArrayList<>();
    Versions versions = Versions.ALL;
    boolean acceptsOthers;
    boolean untrusted;
    boolean waits;
    UnaryOperator<Map<String, @Nullable Object>> olderForms = UnaryOperator.identity();

    Draft(String name, Safety safety) {
        this.name = name;
        this.safety = safety;
    }

    @Override
    public Tool.Titling command(String... words) {
        command = List.of(words);
        return this;
    }

    @Override
    public Tool.Describing title(String words) {
        title = words;
        return this;
    }

    @Override
    public Tool.Acting description(String words) {
        description = words;
        return this;
    }

    @Override
    public Tool.Closing chooses(Endpoint... candidates) {
        action = new Action.Rest(List.of(candidates));
        for (Endpoint endpoint : candidates) {
            inputs.addAll(endpoint.inputs());
            endpoint.streamed().ifPresent(inputs::add);
        }
        return this;
    }

    @Override
    public Tool.Scripting calls(Endpoint... all) {
        endpoints = List.of(all);
        return this;
    }

    @Override
    public Tool.Closing callsAnything(Param<String> method, Param<String> path, Param<Map<String, Object>> parameters,
            Param<Boolean> force) {
        action = new Action.Raw(method, path, parameters, force);
        inputs.addAll(List.of(method, path, parameters, force));
        return this;
    }

    @Override
    public Tool.Closing uploadsAnything(Action.RawUpload upload) {
        action = upload;
        inputs.addAll(List.of(upload.path(), upload.file(), upload.field(), upload.filename(), upload.fields(),
                upload.force()));
        return this;
    }

    @Override
    public Tool.Scripting takes(Input... more) {
        inputs.addAll(List.of(more));
        return this;
    }

    @Override
    public Tool.Closing runs(Script script) {
        action = new Action.Scripted(endpoints, script);
        return this;
    }

    @Override
    public Tool.Closing destroysWhen(Condition... conditions) {
        destroysWhen.addAll(List.of(conditions));
        return this;
    }

    @Override
    public Tool.Closing needsOneOf(Param<?>... params) {
        oneOfs.add(new OneOf(List.of(params), false));
        return this;
    }

    @Override
    public Tool.Closing needsOneOfOrOfficial(Param<?>... params) {
        oneOfs.add(new OneOf(List.of(params), false, true));
        return this;
    }

    @Override
    public Tool.Closing needsExactlyOneOf(Param<?>... params) {
        oneOfs.add(new OneOf(List.of(params), true));
        return this;
    }

    @Override
    public Tool.Closing since(String version) {
        versions = versions.since(version);
        return this;
    }

    @Override
    public Tool.Closing until(String version) {
        versions = versions.until(version);
        return this;
    }

    @Override
    public Tool.Closing acceptsOfficialParameters() {
        acceptsOthers = true;
        return this;
    }

    @Override
    public Tool.Closing acceptsOlderForms(UnaryOperator<Map<String, @Nullable Object>> rewriting) {
        olderForms = rewriting;
        return this;
    }

    @Override
    public Tool.Closing waits() {
        waits = true;
        return this;
    }

    @Override
    public Tool.Closing showsForeignText() {
        untrusted = true;
        return this;
    }

    @Override
    public Tool startsTask() {
        return new Tool(this, new Outcome.Task());
    }

    @Override
    public Tool returnsList(Column... columns) {
        return new Tool(this, new Outcome.Listing(List.of(columns)));
    }

    @Override
    public Tool returnsData(Column... columns) {
        return new Tool(this, new Outcome.Data(List.of(columns)));
    }

    @Override
    public Tool returnsProgram(Param<List<String>> words, Param<String> standardInput, Column... columns) {
        return new Tool(this, new Outcome.Program(words, standardInput, List.of(columns)));
    }

    @Override
    public Tool returnsNothing() {
        return new Tool(this, new Outcome.Done());
    }
}
