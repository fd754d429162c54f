package io.github.proxmoxtools.simulator.state;

/** Ends a task with an error text. */
public final class TaskFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Ends the task.
     *
     * @param text its exit status
     */
    public TaskFailure(String text) {
        super(text);
    }

    /**
     * Gives the text.
     *
     * @return the exit status
     */
    public String text() {
        return String.valueOf(getMessage());
    }
}
