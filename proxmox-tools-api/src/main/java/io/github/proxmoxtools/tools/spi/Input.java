package io.github.proxmoxtools.tools.spi;

import java.util.List;

/** Something a tool takes: a parameter, or a group of parameters that the engine resolves together. */
public sealed interface Input permits Param, GuestInput, TaskInput {
    /**
     * Lists the parameters that a caller sees.
     *
     * @return at least one parameter
     */
    List<Param<?>> params();
}
