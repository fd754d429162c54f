package io.github.proxmoxtools.tools.spi;

import java.util.List;

/**
 * The guest a tool is about: {@code vmid} takes the numeric id or the name, {@code node} is found when absent.
 *
 * <p>Digits are always an id; a name must belong to exactly one guest of the kind. It fills the placeholders
 * {@code {vmid}} and {@code {node}}.
 *
 * @param kind which guests are accepted
 */
public record GuestInput(GuestKind kind) implements Input {
    /** The parameter that takes an id or a name. */
    public static final Param<String> VMID = Param.guest("vmid", "Id or name.");
    /** The parameter that spares the look-up, and tells guests of the same name apart. */
    public static final Param<String> NODE = Param.text("node", "Found when absent.")
            .pattern(Patterns.NODE).optional();

    /** A virtual machine. */
    public static final GuestInput VM = new GuestInput(GuestKind.VM);
    /** A container. */
    public static final GuestInput LXC = new GuestInput(GuestKind.LXC);

    @Override
    public List<Param<?>> params() {
        return List.of(VMID, NODE);
    }

    /** That of a record has machinery that is built at run time, and every program declares its tools when it starts. */
    @Override
    public int hashCode() {
        return kind.hashCode();
    }
}
