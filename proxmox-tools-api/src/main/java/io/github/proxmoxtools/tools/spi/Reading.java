package io.github.proxmoxtools.tools.spi;

import java.util.List;
import java.util.Map;

/** What a script may use while it prepares: its arguments and the GET endpoints that its tool declares. */
public interface Reading {
    /**
     * Gives the arguments.
     *
     * @return the bound arguments
     */
    Arguments arguments();

    /**
     * Gives the guest that the arguments name.
     *
     * @return the resolved guest
     * @throws ToolFailure if there is none or several
     */
    GuestAddress guest();

    /**
     * Gives the connected server's version.
     *
     * @return such as {@code 9.2.11}
     */
    String version();

    /**
     * Reads from an endpoint; placeholders of the tool's guest or task are filled in.
     *
     * @param query what to read
     * @return the answer
     * @throws ToolFailure if the server refuses
     */
    Data read(Query query);

    /**
     * Reads from several endpoints at the same time; the first failure ends them all.
     *
     * @param queries what to read
     * @return the answers in the same order
     * @throws ToolFailure if the server refuses one
     */
    List<Data> readAll(List<Query> queries);

    /**
     * Judges which of the loaded tools a set of privileges is enough for.
     *
     * @param permissions privileges by path, as {@code GET /access/permissions} gives them
     * @return a verdict per tool, sorted by name
     */
    List<Map<String, Object>> verdicts(Data permissions);

    /**
     * Says one sentence about the result that the data does not show.
     *
     * @param note the sentence
     */
    void note(String note);
}
