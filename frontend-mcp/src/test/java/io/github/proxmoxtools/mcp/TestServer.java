package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.mcp.calls.Cluster;
import io.github.proxmoxtools.mcp.calls.Clusters;
import io.github.proxmoxtools.mcp.calls.CompactOffering;
import io.github.proxmoxtools.mcp.calls.Completions;
import io.github.proxmoxtools.mcp.calls.ConfirmMode;
import io.github.proxmoxtools.mcp.calls.Confirmation;
import io.github.proxmoxtools.mcp.calls.Desk;
import io.github.proxmoxtools.mcp.calls.Offering;
import io.github.proxmoxtools.mcp.calls.PlainOffering;
import io.github.proxmoxtools.mcp.calls.Prompts;
import io.github.proxmoxtools.mcp.calls.Resources;
import io.github.proxmoxtools.mcp.calls.ToolCalls;
import io.github.proxmoxtools.mcp.calls.ToolRunner;
import io.github.proxmoxtools.mcp.http.HttpOffer;
import io.github.proxmoxtools.mcp.protocol.Offer;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Selection;
import io.github.proxmoxtools.tools.spi.Safety;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What a server is made of.
 *
 * @param catalog the tools
 * @param compact whether they stand behind a few
 * @param ceiling the most that calls may do
 * @param mode how calls that destroy are confirmed
 * @param clusters what runs them
 * @param patienceWithPeople how long an answer is waited for
 */
public record TestServer(Catalog catalog, boolean compact, Safety ceiling, ConfirmMode mode, Clusters clusters,
        Duration patienceWithPeople) {
    /** A server whose tools are run by something written in a test. */
    public static TestServer of(Catalog catalog, ToolRunner runner) {
        return of(catalog, new Cluster(runner, () -> {
            throw new AssertionError("nobody asks for facts");
        }));
    }

    /** A server for one cluster. */
    public static TestServer of(Catalog catalog, Cluster cluster) {
        return new TestServer(catalog, false, Safety.DESTROY, ConfirmMode.ASK, Clusters.single("test", cluster),
                Duration.ofSeconds(10));
    }

    /** The same with that. */
    public TestServer compacted() {
        return new TestServer(catalog, true, ceiling, mode, clusters, patienceWithPeople);
    }

    /** The same with that. */
    public TestServer within(Safety most) {
        return new TestServer(catalog.select(Selection.ALL.within(most)), compact, most, mode, clusters,
                patienceWithPeople);
    }

    /** The same with that. */
    public TestServer confirmedBy(ConfirmMode how) {
        return new TestServer(catalog, compact, ceiling, how, clusters, patienceWithPeople);
    }

    /** The same with that. */
    public TestServer on(Clusters several) {
        return new TestServer(catalog, compact, ceiling, mode, several, patienceWithPeople);
    }

    /** The same with that. */
    public TestServer waitingForPeople(Duration limit) {
        return new TestServer(catalog, compact, ceiling, mode, clusters, limit);
    }

    Session start() throws IOException {
        return new Session(this);
    }

    /** Starts, and says hello. */
    Session greeted(String capabilities) throws IOException {
        Session session = start();
        session.greet(capabilities);
        return session;
    }

    /** What it offers over one transport. */
    public Offer offer(Consumer<Throwable> mistakes) {
        return parts(mistakes).offer(catalog, ceiling);
    }

    /** What it offers over HTTP, by address. */
    public HttpOffer httpOffer(Consumer<Throwable> mistakes, UnaryOperator<Offer> each) {
        Parts parts = parts(mistakes);
        return new HttpOffer(catalog, wanted -> each.apply(parts.offer(catalog.select(wanted), wanted.access())),
                parts.desk());
    }

    private Parts parts(Consumer<Throwable> mistakes) {
        Confirmation confirmation = mode.confirmation();
        Desk desk = new Desk(mistakes);
        ToolCalls calls = new ToolCalls(desk, clusters, confirmation, true, mistakes);
        return new Parts(this, confirmation, desk, new Offer.Service(calls, desk, patienceWithPeople,
                Duration.ofMillis(20), mistakes));
    }

    private record Parts(TestServer server, Confirmation confirmation, Desk desk, Offer.Service service) {
        Offer offer(Catalog offered, Safety most) {
            Clusters clusters = server.clusters();
            Offering offering = server.compact()
                    ? new CompactOffering(offered, most, confirmation, clusters)
                    : new PlainOffering(offered, most, confirmation, clusters);
            return new Offer("1.2.3", offering, new Resources(clusters), new Prompts(clusters, offered),
                    new Completions(clusters), service);
        }
    }
}
