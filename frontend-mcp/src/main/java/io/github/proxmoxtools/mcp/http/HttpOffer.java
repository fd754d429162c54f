package io.github.proxmoxtools.mcp.http;

import io.github.proxmoxtools.mcp.calls.Confirmation;
import io.github.proxmoxtools.mcp.calls.ToolCalls;
import io.github.proxmoxtools.mcp.calls.ToolRunner;
import io.github.proxmoxtools.mcp.protocol.Offer;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.spi.Safety;
import java.time.Duration;
import java.util.function.Consumer;

/** What a server offers on all of its URLs together. */
public final class HttpOffer {
    private final Offer whole;
    private final ToolCalls onlyReading;

    private HttpOffer(Offer whole, ToolCalls onlyReading) {
        this.whole = whole;
        this.onlyReading = onlyReading;
    }

    /**
     * Makes an offer.
     *
     * @param whole what the shortest URL offers
     * @param runner runs the tools
     * @param mistakes hears of exceptions that nobody planned
     * @return the offer
     */
    public static HttpOffer of(Offer whole, ToolRunner runner, Consumer<Throwable> mistakes) {
        return new HttpOffer(whole,
                new ToolCalls(call -> runner.run(call.within(Safety.READ)), whole.confirmation(), mistakes));
    }

    Catalog catalog() {
        return whole.catalog();
    }

    /** Of the tools, some; and on a URL for reading, calls that do no more than that. */
    Offer narrowed(Catalog catalog, boolean readOnly) {
        Confirmation confirmation = whole.confirmation();
        return new Offer(whole.version(), catalog, readOnly ? onlyReading : whole.calls(), confirmation,
                whole.patience(), whole.additions());
    }

    /** Ends all calls, those of both kinds at once. */
    void close(Duration patience) throws InterruptedException {
        Thread reading = Thread.ofVirtual().start(() -> onlyReading.close(patience));
        whole.calls().close(patience);
        reading.join();
    }
}
