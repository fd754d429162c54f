package io.github.proxmoxtools.tools.spi;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call's arguments after binding: known, of the declared type and within limits. */
public interface Arguments {
    /**
     * Fetches a value that may be absent.
     *
     * @param param the parameter
     * @param <T> type of the value
     * @return the value, if given
     */
    <T> Optional<T> find(Param<T> param);

    /**
     * Fetches a value that binding has made sure of.
     *
     * @param param a required parameter
     * @param <T> type of the value
     * @return the value
     */
    default <T> T get(Param<T> param) {
        return find(param).orElseThrow(() -> InvalidCall.missing(param.name()));
    }

    /**
     * Lists the arguments beyond the declared parameters, where the tool accepts them.
     *
     * @return official parameters by name
     */
    Map<String, @Nullable Object> others();
}
