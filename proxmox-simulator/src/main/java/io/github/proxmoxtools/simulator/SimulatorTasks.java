package io.github.proxmoxtools.simulator;

import io.github.proxmoxtools.simulator.state.Cluster;
import io.github.proxmoxtools.simulator.state.Task;
import io.github.proxmoxtools.simulator.state.TaskFate;
import java.time.Duration;
import java.util.List;

/** Decides what becomes of tasks that will be started. */
public final class SimulatorTasks {
    private final Cluster cluster;

    SimulatorTasks(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Lets the next task of a type fail.
     *
     * @param type the type, such as {@code qmstart}
     * @param error its exit status
     * @return this, for more
     */
    public SimulatorTasks nextFails(String type, String error) {
        return next(type, TaskFate.fails(error));
    }

    /**
     * Lets the next task of a type succeed with warnings.
     *
     * @param type the type, such as {@code vzdump}
     * @param warnings a line of its log for each warning
     * @return this, for more
     */
    public SimulatorTasks nextWarns(String type, String... warnings) {
        return next(type, TaskFate.warns(List.of(warnings)));
    }

    /**
     * Lets the next task of a type take a time of its own, by the simulator's clock.
     *
     * @param type the type, such as {@code qmshutdown}
     * @param duration how long it takes, not scaled
     * @return this, for more
     */
    public SimulatorTasks nextLasts(String type, Duration duration) {
        return next(type, TaskFate.lasts(duration));
    }

    /**
     * Counts the tasks that run.
     *
     * @return how many there are now
     */
    public int running() {
        return cluster.look(() -> (int) cluster.tasks().newestFirst().stream().filter(Task::runs).count());
    }

    private SimulatorTasks next(String type, TaskFate fate) {
        return cluster.look(() -> {
            cluster.tasks().decide(type, fate);
            return this;
        });
    }
}
