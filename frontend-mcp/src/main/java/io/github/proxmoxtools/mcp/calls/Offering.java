package io.github.proxmoxtools.mcp.calls;

import java.util.List;

/** What a server offers to be called, and what it says about that in general; the same for as long as it runs. */
public interface Offering {
    /**
     * Lists what is offered.
     *
     * @return sorted by name
     */
    List<Offered> tools();

    /**
     * Says to somebody who has called what is not offered what may have been meant.
     *
     * @param name the name that none of them has
     * @return a sentence
     */
    String unknown(String name);

    /**
     * Says to a model once what all tools have in common.
     *
     * @return a few sentences
     */
    String instructions();
}
