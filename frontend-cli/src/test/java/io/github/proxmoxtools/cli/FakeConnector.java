package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.cluster.Connector;
import io.github.proxmoxtools.cli.cluster.Session;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.Facts;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.engine.ProgressSink;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A session that answers what it was told to, and remembers what it was asked. */
final class FakeConnector implements Connector {
    static final String UPID = "UPID:pve1:0000C530:001C9BEC:6B035000:qmstart:100:root@pam:";
    static final GuestAddress GUEST = new GuestAddress(GuestKind.VM, "pve1", 100, "web-01");

    private final List<ToolCall> calls = Collections.synchronizedList(new ArrayList<>());
    private List<GuestAddress> guests = List.of(GUEST);
    private Function<ToolCall, Optional<ToolFailure>> fate = call -> Optional.empty();
    private ToolResult.Content content = new ToolResult.Value(null);
    private @Nullable ToolFailure failure;
    private Runnable meanwhile = () -> {
    };
    private boolean closed;
    private boolean prepared;

    FakeConnector answering(ToolResult.Content answer) {
        content = answer;
        return this;
    }

    /** Says which guests there are. */
    FakeConnector with(GuestAddress... all) {
        guests = List.of(all);
        return this;
    }

    /** Lets some calls fail. */
    FakeConnector failingWhere(Function<ToolCall, Optional<ToolFailure>> reason) {
        fate = reason;
        return this;
    }

    List<ToolCall> calls() {
        return List.copyOf(calls);
    }

    FakeConnector failing(ToolFailure reason) {
        failure = reason;
        return this;
    }

    FakeConnector during(Runnable action) {
        meanwhile = action;
        return this;
    }

    ToolCall call() {
        return calls.getLast();
    }

    boolean wasCalled() {
        return !calls.isEmpty();
    }

    boolean isPrepared() {
        return prepared;
    }

    boolean isClosed() {
        return closed;
    }

    ToolResult result(Tool tool) {
        Optional<GuestAddress> target = tool.guest().map(input -> GUEST);
        return new ToolResult(tool, target, content, List.of());
    }

    static Plan plan(Tool tool) {
        Plan.PlannedCall write = new Plan.PlannedCall("DELETE", "/nodes/pve1/qemu/100", Map.of());
        return new Plan(tool.name(), tool.safety(), Optional.of(GUEST), Map.of("status", "stopped"), List.of(),
                List.of(write), List.of("VM.Allocate on /vms/100"), List.of("The backups stay."));
    }

    @Override
    public void prepare() {
        prepared = true;
    }

    @Override
    public Session open(Catalog catalog, Globals globals) {
        return new Session() {
            @Override
            public ToolResult run(ToolCall call) {
                Tool tool = catalog.find(call.tool()).orElseThrow();
                if (tool.safety() == Safety.DESTROY
                        && call.confirmer().ask(FakeConnector.plan(tool)).toCompletableFuture()
                                .join() != Confirmer.Answer.YES) {
                    throw new Refusal("refused", "", Map.of());
                }
                calls.add(call);
                call.progress().report(new ProgressSink.TaskStarted(UPID, "qmstart"));
                call.progress().report(new ProgressSink.LogLine("half of it", OptionalDouble.of(0.5)));
                meanwhile.run();
                if (failure != null) {
                    throw failure;
                }
                fate.apply(call).ifPresent(reason -> {
                    throw reason;
                });
                return result(tool);
            }

            @Override
            public Plan plan(ToolCall call) {
                return FakeConnector.plan(catalog.find(call.tool()).orElseThrow());
            }

            @Override
            public Data send(ApiRequest request) {
                throw new UnsupportedOperationException(request.toString());
            }

            @Override
            public ApiIndex serverApi() {
                return ApiIndex.of("8.4");
            }

            @Override
            public List<GuestAddress> guestsNamed(GuestKind kind, List<String> idsOrNames, Optional<String> node) {
                return idsOrNames.stream().map(word -> guests.stream()
                        .filter(guest -> guest.name().equals(word) || Long.toString(guest.vmid()).equals(word))
                        .findFirst().orElseThrow(() -> new InvalidCall(FailureKind.NOT_FOUND, "no " + word, "",
                                Map.of())))
                        .toList();
            }

            @Override
            public List<GuestAddress> guestsWhere(GuestKind kind, String filter) {
                return guests;
            }

            @Override
            public Facts facts() {
                throw new IllegalStateException("Facts are tested against the simulator");
            }

            @Override
            public String address() {
                return "pve1:8006";
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    @Override
    public List<String> contexts(Globals globals) {
        return List.of();
    }

    @Override
    public List<List<String>> explain(Globals globals) {
        return List.of(List.of("PROXMOX_HOST", globals.value(GlobalOption.HOST).orElse("none"), "flag", ""));
    }

    @Override
    public SettingsSources sources(Globals globals) {
        return new SettingsSources(Map.of(), Map.of(), Path.of("/dev/null"));
    }
}
