package io.github.proxmoxtools.tools.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

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
     * Reads from several endpoints at the same time, where some may fail: what came is the result, and the result names
     * what did not, with the reason. Nodes that the cluster knows to be offline are named without being asked.
     *
     * @param queries what to read, by a name for people, such as the node's
     * @return the answers that came, by the same names and in the same order
     * @throws ToolFailure if none came: why the first did not
     */
    Map<String, Data> readEach(Map<String, Query> queries);

    /**
     * Tells whether the caller wants to wait until what was started is done.
     *
     * @return the argument {@code wait}, yes by default; always no for a tool that does not wait
     */
    boolean waits();

    /**
     * Reads again and again until the answer is as wanted, for as long as the call may wait; reports that it waits.
     *
     * @param query what to read
     * @param done whether the answer is as wanted
     * @return the answer; empty if the time was over before
     * @throws ToolFailure if the server refuses, or the caller takes the call back
     */
    Optional<Data> readUntil(Query query, Predicate<Data> done);

    /**
     * Says that a part of what was asked for was not done: the result is partial, and names it with the reason.
     *
     * <p>May also be called while the result is made of the answers.
     *
     * @param part the part, for people
     * @param why why it was not done
     */
    void lacks(String part, ToolFailure why);

    /**
     * Judges which of the loaded tools a set of privileges is enough for.
     *
     * @param permissions privileges by path, as {@code GET /access/permissions} gives them
     * @param login whose they are, such as {@code USER@REALM!NAME}; empty for those of this login
     * @return a verdict per tool, sorted by name
     */
    List<Map<String, Object>> verdicts(Data permissions, Optional<String> login);

    /**
     * Says one sentence about the result that the data does not show.
     *
     * @param note the sentence
     */
    void note(String note);
}
