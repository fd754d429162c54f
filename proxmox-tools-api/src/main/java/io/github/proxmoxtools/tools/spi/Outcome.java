package io.github.proxmoxtools.tools.spi;

import java.util.List;

/** What a tool answers with. */
public sealed interface Outcome {
    /**
     * Lists the fields shown by default.
     *
     * @return the columns, empty for all fields
     */
    List<Column> columns();

    /** A task: followed by the engine, which adds {@code wait} and {@code wait_timeout}. */
    record Task() implements Outcome {
        @Override
        public List<Column> columns() {
            return List.of();
        }
    }

    /**
     * A list: counted and shaped by the engine, which adds {@code view}.
     *
     * @param columns the fields shown by default
     */
    record Listing(List<Column> columns) implements Outcome {
        /** Copies the list. */
        public Listing {
            columns = List.copyOf(columns);
        }
    }

    /**
     * An object, or whatever the server says.
     *
     * @param columns fields whose units are explained; all fields are shown
     */
    record Data(List<Column> columns) implements Outcome {
        /** Copies the list. */
        public Data {
            columns = List.copyOf(columns);
        }
    }

    /**
     * What became of a program in a guest: {@code pid}, {@code exited}, {@code exitcode} or {@code signal}, and what it
     * wrote as {@code out-data} and {@code err-data}; {@code out-encoding} says {@code base64} where that is no text.
     *
     * @param command takes the program and its arguments, word by word
     * @param input takes what the program reads as standard input
     * @param columns fields whose units are explained; all fields are shown
     */
    record Program(Param<List<String>> command, Param<String> input, List<Column> columns) implements Outcome {
        /** Copies the list. */
        public Program {
            columns = List.copyOf(columns);
        }
    }

    /** Nothing but that it was done. */
    record Done() implements Outcome {
        @Override
        public List<Column> columns() {
            return List.of();
        }
    }
}
