package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.cluster.EngineConnector;
import io.github.proxmoxtools.cli.interrupt.Ending;
import io.github.proxmoxtools.cli.interrupt.Interruption;
import io.github.proxmoxtools.cli.terminal.TypedTerminal;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.simulator.RecordedRequest;
import io.github.proxmoxtools.simulator.Simulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Signals that come while the real tools, engine and client wait for a server. */
@Timeout(30)
class InterruptionTest {
    @AutoClose
    private final Simulator simulator = Simulator.start();
    private final TypedTerminal terminal = new TypedTerminal();
    private final BlockingQueue<Consumer<Ending>> receivers = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> exits = new LinkedBlockingQueue<>();

    @TempDir
    private Path configuration;

    private CompletableFuture<Integer> start(String... arguments) {
        Map<String, String> environment = Workbench.settings(simulator);
        EngineConnector connector = new EngineConnector(
                flags -> new SettingsSources(flags, environment, configuration), terminal);
        Cli cli = new Cli(() -> Workbench.CATALOG, connector, terminal,
                new Interruption(terminal, receivers::add, exits::add));
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> code.complete(cli.run(List.of(arguments))));
        return code;
    }

    private CompletableFuture<Integer> startTask(String... arguments) throws InterruptedException {
        simulator.tasks().nextLasts("qmstart", Duration.ofHours(1));
        CompletableFuture<Integer> code = start(arguments);
        await(() -> requested("GET", "/tasks/UPID:"));
        return code;
    }

    private boolean requested(String method, String part) {
        return simulator.requests().stream().map(RecordedRequest::toString)
                .anyMatch(request -> request.contains(method) && request.replace("%3A", ":").contains(part));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private void signal(Ending why) throws InterruptedException {
        Consumer<Ending> receiver = receivers.take();
        receivers.add(receiver);
        Thread.ofPlatform().start(() -> receiver.accept(why));
    }

    @Test
    void yesStopsTheTaskToo() throws Exception {
        terminal.answering();
        CompletableFuture<Integer> code = startTask("vm", "start", "db-02");
        signal(Ending.INTERRUPTED);
        terminal.awaitErr("Stop the task too? [y/N] ");
        terminal.type("y");
        assertEquals(130, code.get());
        assertTrue(terminal.err().contains("the server was asked to stop the task"), terminal.err());
        await(() -> simulator.tasks().running() == 0);
    }

    @Test
    void theNextStepIsNotSentWhileItIsAskedNorAfterwards() throws Exception {
        terminal.answering();
        simulator.tasks().nextLasts("vzstop", Duration.ofHours(1));
        CompletableFuture<Integer> code = start("lxc", "reset", "dns-01", "--yes");
        await(() -> requested("GET", ":vzstop:200:"));
        signal(Ending.INTERRUPTED);
        terminal.awaitErr("Stop the task too? [y/N] ");
        simulator.clock().advance(Duration.ofHours(2));
        await(() -> simulator.tasks().running() == 0);
        terminal.type("");
        assertEquals(130, code.get(), terminal.err());
        assertEquals(1, simulator.writes());
    }

    @Test
    void noLeavesItRunningAndSaysHowToLook() throws Exception {
        terminal.answering();
        CompletableFuture<Integer> code = startTask("vm", "start", "db-02");
        signal(Ending.INTERRUPTED);
        terminal.awaitErr("Stop the task too? [y/N] ");
        terminal.type("");
        assertEquals(130, code.get());
        assertTrue(terminal.err().contains("the task goes on"), terminal.err());
        assertTrue(terminal.err().contains("proxmox task status UPID:pve2:"), terminal.err());
        assertEquals(1, simulator.tasks().running());
        assertNull(exits.peek());
    }

    @Test
    void secondSignalDuringTheQuestionLeavesItRunning() throws Exception {
        terminal.answering();
        CompletableFuture<Integer> code = startTask("vm", "start", "db-02");
        signal(Ending.INTERRUPTED);
        terminal.awaitErr("Stop the task too? [y/N] ");
        signal(Ending.INTERRUPTED);
        assertEquals(130, code.get());
        terminal.type("y");
        assertTrue(terminal.err().contains("the task goes on"), terminal.err());
        assertEquals(1, simulator.tasks().running());
    }

    @Test
    void nobodyIsAskedWithoutATerminal() throws Exception {
        CompletableFuture<Integer> code = startTask("vm", "start", "db-02");
        signal(Ending.INTERRUPTED);
        assertEquals(130, code.get());
        assertTrue(terminal.err().contains("proxmox task status UPID:pve2:"), terminal.err());
        assertFalse(terminal.err().contains("Stop the task"), terminal.err());
        assertEquals(1, simulator.tasks().running());
    }

    @Test
    void terminationAsksNobodyEither() throws Exception {
        terminal.answering();
        CompletableFuture<Integer> code = startTask("vm", "start", "db-02");
        signal(Ending.TERMINATED);
        assertEquals(143, code.get());
        assertFalse(terminal.err().contains("Stop the task"), terminal.err());
        assertEquals(1, simulator.tasks().running());
    }

    @Test
    void programsReadTheFailureAsJson() throws Exception {
        CompletableFuture<Integer> code = startTask("vm", "start", "db-02", "-q", "-o", "json");
        signal(Ending.INTERRUPTED);
        assertEquals(130, code.get());
        assertTrue(terminal.err().startsWith("{"), terminal.err());
        assertTrue(terminal.err().contains("\"code\" : \"cancelled\""), terminal.err());
    }

    @Test
    void taskThatEndsDuringTheQuestionEndsTheQuestion() throws Exception {
        terminal.answering();
        CompletableFuture<Integer> code = startTask("vm", "start", "db-02");
        signal(Ending.INTERRUPTED);
        terminal.awaitErr("Stop the task too? [y/N] ");
        simulator.clock().advance(Duration.ofHours(2));
        assertEquals(0, code.get(), terminal.err());
        assertTrue(terminal.err().contains("It has ended meanwhile."), terminal.err());
        assertTrue(terminal.out().contains("VM 103 (db-02) on pve2: OK"), terminal.out());
    }

    @Test
    void tasksOfSeveralGuestsAreStoppedTogether() throws Exception {
        terminal.answering();
        simulator.tasks().nextLasts("qmstart", Duration.ofHours(1)).nextLasts("qmstart", Duration.ofHours(1));
        CompletableFuture<Integer> code = start("vm", "start", "db-02", "ci-runner-01");
        await(() -> requested("GET", ":qmstart:103:") && requested("GET", ":qmstart:105:"));
        signal(Ending.INTERRUPTED);
        terminal.awaitErr("Stop the task");
        terminal.type("y");
        assertEquals(130, code.get(), terminal.err());
        await(() -> simulator.tasks().running() == 0);
    }

    private void startLasting(Duration... durations) {
        for (Duration duration : durations) {
            simulator.tasks().nextLasts("qmstart", duration);
        }
    }

    @Test
    void noFurtherGuestIsStartedWhileTheQuestionStands() throws Exception {
        terminal.answering();
        startLasting(Duration.ofHours(1), Duration.ofHours(9));
        CompletableFuture<Integer> code = start("vm", "start", "103", "105", "107", "--parallel", "2", "-o", "jsonl");
        await(() -> requested("GET", ":qmstart:103:") && requested("GET", ":qmstart:105:"));
        signal(Ending.INTERRUPTED);
        terminal.awaitErr("Stop the tasks too");
        simulator.clock().advance(Duration.ofHours(2));
        terminal.awaitErr("1 done, ");
        terminal.type("");
        assertEquals(130, code.get(), terminal.err());
        assertEquals(2, simulator.writes());
        assertEquals(1, simulator.tasks().running());
        String last = terminal.out().lines().toList().getLast();
        assertTrue(last.contains("\"vmid\":107,") && last.contains("\"started\":false"), terminal.out());
        assertTrue(last.contains("Not started, because of the interruption"), terminal.out());
    }

    @Test
    void wishToEndOutlivesTheTaskOfOneOfSeveralGuests() throws Exception {
        terminal.answering();
        startLasting(Duration.ofHours(1));
        CompletableFuture<Integer> code = start("vm", "start", "103", "105", "107", "--parallel", "1");
        await(() -> requested("GET", ":qmstart:103:"));
        signal(Ending.INTERRUPTED);
        terminal.awaitErr("Stop the task too");
        simulator.clock().advance(Duration.ofHours(2));
        assertEquals(130, code.get(), terminal.err());
        assertEquals(1, simulator.writes());
        assertTrue(terminal.err().contains("1 done, 2 not started"), terminal.err());
    }

    @Test
    void reportIsWrittenAlsoWhereOnlyLockedGuestsWait() throws Exception {
        simulator.state().lock(103, "backup");
        CompletableFuture<Integer> code = start("vm", "start", "103", "105", "--parallel", "2");
        terminal.awaitErr("db-02 (103): locked, will be tried again");
        terminal.awaitErr("ci-runner-01 (105): done");
        signal(Ending.INTERRUPTED);
        assertEquals(130, code.get(10, TimeUnit.SECONDS), terminal.err());
        assertTrue(exits.isEmpty());
        assertTrue(terminal.out().matches("(?s).*db-02 +103 +pve2 +failed .*locked.*ci-runner-01 +105 .*done.*"),
                terminal.out());
    }

    @Test
    void rawReadLeavesSignalsAlone() throws Exception {
        assertEquals(0, start("api", "get", "/version").get(), terminal.err());
        assertTrue(receivers.isEmpty());
    }

    @Test
    void noFurtherGuestIsBegunWhileItIsAskedNorAfterwards() throws Exception {
        terminal.answering();
        CompletableFuture<Integer> code = startTask("vm", "start", "db-02", "ci-runner-01", "--parallel", "1");
        signal(Ending.INTERRUPTED);
        terminal.awaitErr("Stop the task too? [y/N] ");
        simulator.clock().advance(Duration.ofHours(2));
        assertEquals(130, code.get(), terminal.err());
        assertEquals(1, simulator.writes());
        assertTrue(terminal.out().contains("not started"), terminal.out());
        assertTrue(terminal.out().contains("done"), terminal.out());
    }

    @Test
    void reportOfSeveralIsWrittenAfterANo() throws Exception {
        terminal.answering();
        CompletableFuture<Integer> code = startTask("vm", "start", "db-02", "ci-runner-01", "--parallel", "1", "-o",
                "json");
        signal(Ending.INTERRUPTED);
        terminal.awaitErr("Stop the task too? [y/N] ");
        terminal.type("n");
        assertEquals(130, code.get(), terminal.err());
        assertEquals(1, simulator.writes());
        assertTrue(terminal.out().contains("\"started\" : false"), terminal.out());
    }

    /** Java ends it with the same exit code, and it starts sooner. */
    @Test
    void readLeavesSignalsAlone() throws Exception {
        start("node", "status", "pve1");
        await(() -> requested("GET", "/nodes/pve1/status"));
        assertTrue(receivers.isEmpty());
    }

    @Test
    void questionWhetherToDestroyIsLeftWithoutAWord() throws Exception {
        terminal.answering();
        CompletableFuture<Integer> code = start("vm", "stop", "web-01");
        terminal.awaitErr("Go on? [y/N] ");
        signal(Ending.INTERRUPTED);
        assertEquals(130, exits.take());
        assertFalse(code.isDone());
        assertEquals(0, simulator.writes());
        assertTrue(terminal.err().endsWith("Go on? [y/N] \n"), terminal.err());
    }

    @Test
    void writeWithoutAnAnswerHasAnUnknownOutcome() throws Exception {
        simulator.faults().always("POST", "/nodes/pve2/qemu/103/status/start", Fault.hang());
        CompletableFuture<Integer> code = start("vm", "start", "103");
        await(() -> requested("POST", "/status/start"));
        signal(Ending.INTERRUPTED);
        assertEquals(130, code.get());
        assertTrue(terminal.err().contains("the outcome is unknown"), terminal.err());
        assertTrue(terminal.err().contains("POST /nodes/pve2/qemu/103/status/start"), terminal.err());
    }
}
