package io.github.proxmoxtools.simulator.api;

import java.util.ArrayList;
import java.util.List;

/** A part of a text, with numbered lines. */
final class Pages {
    private static final int USUAL = 50;

    private Pages() {}

    /** The lines that the call asks for; a limit of nothing means all. */
    static Listing of(List<String> lines, Params params) {
        int start = (int) Math.min(params.number("start", 0), lines.size());
        long limit = params.number("limit", USUAL);
        int end = limit == 0 ? lines.size() : (int) Math.min(start + limit, lines.size());
        List<Object> rows = new ArrayList<>();
        for (int i = start; i < end; i++) {
            rows.add(new Row().with("n", i + 1).with("t", lines.get(i)).fields());
        }
        return new Listing(rows, lines.size());
    }
}
