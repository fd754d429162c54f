package io.github.proxmoxtools.tools.spi;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Parameters of which a call needs one.
 *
 * @param params the parameters
 * @param exactly whether it may have no more than one
 * @param orOfficial whether an official parameter that is taken by name counts too
 */
public record OneOf(List<Param<?>> params, boolean exactly, boolean orOfficial) {
    /** Copies the list. */
    public OneOf {
        params = List.copyOf(params);
        if (params.size() < 2) {
            throw new DeclarationException("one of several needs several parameters, not " + params);
        }
    }

    /**
     * Counts the declared parameters only.
     *
     * @param params the parameters
     * @param exactly whether it may have no more than one
     */
    public OneOf(List<Param<?>> params, boolean exactly) {
        this(params, exactly, false);
    }

    /**
     * Says what is wrong with a call.
     *
     * @param given how many of them the call has
     * @return whether that is too few or too many
     */
    public boolean isBrokenBy(long given) {
        return given == 0 || (exactly && given > 1);
    }

    /**
     * Says the rule.
     *
     * @return such as {@code give exactly one of url, file}
     */
    public String words() {
        return "give " + (exactly ? "exactly" : "at least") + " one of "
                + params.stream().map(Param::name).collect(Collectors.joining(", "))
                + (orOfficial ? ", or another official parameter" : "");
    }
}
