package io.github.proxmoxtools.cli.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * How wide tables may be, and which columns had no room.
 *
 * <p>Measuring a terminal may start a process, so that only a table which may be too wide has it measured.
 */
public final class Room {
    /** No terminal is taken for narrower. */
    public static final int LEAST = 40;

    private final IntSupplier columns;
    private final boolean all;
    private final Set<String> lacking = new LinkedHashSet<>();

    private Room(IntSupplier columns, boolean all) {
        this.columns = columns;
        this.all = all;
    }

    /** Where nothing is too wide. */
    public static Room unlimited() {
        return new Room(() -> Integer.MAX_VALUE, false);
    }

    /**
     * Limits tables.
     *
     * @param columns measures; at least 40
     * @param all whether somebody asked for the columns, so that none of them is left out
     * @return the room
     */
    public static Room of(IntSupplier columns, boolean all) {
        return new Room(columns, all);
    }

    /** Measures only what is wider than any terminal. */
    int columns(int wished) {
        return wished <= LEAST ? LEAST : columns.getAsInt();
    }

    boolean isForAll() {
        return all;
    }

    void lacked(List<String> names) {
        lacking.addAll(names);
    }

    /**
     * Says for people which columns of the tables so far had no room.
     *
     * @return a line without its end; none where all had
     */
    public List<String> notes() {
        if (lacking.isEmpty()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        lacking.forEach(name -> names.add(CellText.clean(name)));
        return List.of("note: no room for " + String.join(", ", names) + "; -o wide or --columns shows them");
    }
}
