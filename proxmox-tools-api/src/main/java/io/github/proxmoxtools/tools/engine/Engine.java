package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.LiveSchema;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.ProxmoxException;
import io.github.proxmoxtools.client.Seal;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.settings.Settings;
import io.github.proxmoxtools.client.settings.SettingsException;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs the tools of a catalogue against one cluster.
 *
 * <p>Safe for use by many threads. Connects when the first call needs it. A call blocks its thread, virtual or not;
 * interrupting the thread ends the call.
 */
public final class Engine implements AutoCloseable {
    private final EngineParts parts;

    private Engine(EngineParts parts) {
        this.parts = parts;
    }

    /**
     * Starts to describe an engine.
     *
     * @param catalog the tools that may be used
     * @param client makes the connection when the first call needs it; closed with the engine
     * @return the builder
     */
    public static Builder builder(Catalog catalog, Supplier<ProxmoxClient> client) {
        return new Builder(catalog, ceiling -> client.get());
    }

    /**
     * Starts to describe an engine on the cluster that settings name.
     *
     * <p>What they hold secret is masked, where it stands no tool reads, and their tool timeout holds. Under a ceiling of
     * {@link Safety#READ} the client sends nothing else either.
     *
     * @param catalog the tools that may be used
     * @param settings have their secrets, see {@link Settings#withCredentials}
     * @param audit keeps what is changed where the settings say so
     * @return the builder
     * @throws SettingsException with all that is missing or cannot be used
     */
    public static Builder builder(Catalog catalog, Settings settings, AuditTrail audit) {
        return builder(catalog, settings, audit, settings.toClientBuilder());
    }

    /**
     * Starts to describe an engine on the cluster that settings name, with a client that was described further.
     *
     * @param catalog the tools that may be used
     * @param settings have their secrets, see {@link Settings#withCredentials}
     * @param audit keeps what is changed where the settings say so
     * @param client begun by {@link Settings#toClientBuilder}
     * @return the builder, as {@link #builder(Catalog, Settings, AuditTrail)} gives it
     * @throws SettingsException if the tool timeout cannot be used
     */
    public static Builder builder(Catalog catalog, Settings settings, AuditTrail audit, ProxmoxClient.Builder client) {
        Builder engine = new Builder(catalog,
                ceiling -> (ceiling == Safety.READ ? client.readOnly(true) : client).build())
                .secrets(settings.secretValues()).protectedFiles(settings.secretFiles()).audit(audit);
        settings.toolTimeout().ifPresent(engine::waitTimeout);
        return engine;
    }

    /**
     * Tells the highest class that this build may ever use, whatever it is told.
     *
     * @return {@link Safety#DESTROY} unless the build was {@link Seal sealed}
     */
    public static Safety ceilingOfThisBuild() {
        return switch (Seal.ofThisBuild()) {
            case NONE -> Safety.DESTROY;
            case CHANGE -> Safety.CHANGE;
            case READ -> Safety.READ;
        };
    }

    /** Describes an engine. */
    public static final class Builder {
        private final Catalog catalog;
        private final Function<Safety, ProxmoxClient> client;
        private Safety access = ceilingOfThisBuild();
        private Optional<Duration> waitTimeout = Optional.empty();
        private int listLimit = Integer.MAX_VALUE;
        private List<Path> fileRoots = List.of();
        private final List<Path> protectedFiles = new ArrayList<>();
        private boolean anyAddress;
        private final Set<String> secrets = new LinkedHashSet<>();
        private Optional<LiveSchema> schema = Optional.empty();
        private AuditTrail audit = AuditTrail.NONE;

        private Builder(Catalog catalog, Function<Safety, ProxmoxClient> client) {
            this.catalog = catalog;
            this.client = client;
        }

        /**
         * Sets the ceiling; a call above it is refused, whatever the catalogue offers.
         *
         * @param ceiling the highest class that may be used; never more than {@link #ceilingOfThisBuild}
         * @return this builder
         */
        public Builder access(Safety ceiling) {
            access = ceiling.within(ceilingOfThisBuild()) ? ceiling : ceilingOfThisBuild();
            return this;
        }

        /**
         * Sets how long a tool waits for its task when the call does not say.
         *
         * @param limit the longest wait; without one it waits to the end
         * @return this builder
         */
        public Builder waitTimeout(Duration limit) {
            waitTimeout = Optional.of(limit);
            return this;
        }

        /**
         * Sets how many rows a list shows when the call does not say.
         *
         * @param rows at least 1
         * @return this builder
         */
        public Builder listLimit(int rows) {
            listLimit = rows;
            return this;
        }

        /**
         * Says where local files may be read.
         *
         * @param directories the directories, with all below them; none by default
         * @return this builder
         */
        public Builder fileRoots(List<Path> directories) {
            fileRoots = List.copyOf(directories);
            return this;
        }

        /**
         * Adds files that are never read, such as the settings.
         *
         * @param files files or directories
         * @return this builder
         */
        public Builder protectedFiles(List<Path> files) {
            protectedFiles.addAll(files);
            return this;
        }

        /**
         * Lets tools that fetch an address reach private networks and this machine too, not only public addresses.
         *
         * @return this builder
         */
        public Builder fetchingFromAnyAddress() {
            anyAddress = true;
            return this;
        }

        /**
         * Adds what must never appear in a result, besides what looks like a secret.
         *
         * @param values such as the token's secret
         * @return this builder
         */
        public Builder secrets(Set<String> values) {
            secrets.addAll(values);
            return this;
        }

        /**
         * Checks calls against the server's own description of its API, instead of the one that is built in.
         *
         * <p>Where the server's own cannot be had, the built-in one is used, and the result says so.
         *
         * @param reader reads it, or finds it where it was kept
         * @return this builder
         */
        public Builder schema(LiveSchema reader) {
            schema = Optional.of(reader);
            return this;
        }

        /**
         * Keeps what calls change; a call that cannot be announced there sends nothing.
         *
         * @param trail is told of every call that changes something; its files are never read by a tool
         * @return this builder
         */
        public Builder audit(AuditTrail trail) {
            audit = trail;
            return this;
        }

        /**
         * Makes the engine; nothing is sent yet.
         *
         * @return the engine
         */
        public Engine build() {
            Safety ceiling = access;
            return new Engine(new EngineParts(catalog, new Connection(() -> client.apply(ceiling)), ceiling,
                    waitTimeout, listLimit,
                    new LocalFiles(fileRoots, unreadable()), anyAddress, new Redactor(secrets),
                    new Indices(schema), audit));
        }

        private List<Path> unreadable() {
            List<Path> all = new ArrayList<>(protectedFiles);
            all.addAll(audit.files());
            return all;
        }
    }

    /**
     * Gives the tools that may be used.
     *
     * @return the catalogue
     */
    public Catalog catalog() {
        return parts.catalog();
    }

    /**
     * Runs a tool.
     *
     * @param call the tool, its arguments, and who watches and answers
     * @return what it answered
     * @throws ToolFailure if it did not do what was asked
     */
    public ToolResult run(ToolCall call) {
        Run run;
        try {
            run = bound(call);
        } catch (ToolFailure failure) {
            CallAudit.refused(parts, call.tool(), failure);
            throw failure;
        }
        return run.run();
    }

    /**
     * Says what a call would do; reads only.
     *
     * @param call the tool and its arguments
     * @return the target, the calls and the privileges they need
     * @throws ToolFailure if the arguments cannot be honoured
     */
    public Plan plan(ToolCall call) {
        return bound(call).plan();
    }

    /**
     * Gives what can be told of the cluster without a tool.
     *
     * @return reads anew with each question
     */
    public Facts facts() {
        return new Facts(parts);
    }

    /**
     * Makes one call that no tool stands for, such as a frontend needs for its own login.
     *
     * <p>It is neither planned nor confirmed: whoever makes it has asked. What it answers is not masked.
     *
     * @param request the call
     * @return the value of {@code data}
     * @throws ToolFailure if it is above the ceiling, or the server refuses it
     */
    public Data send(ApiRequest request) {
        return new DirectCall(parts, request).sent();
    }

    /**
     * Reads the connected server's own description of its API.
     *
     * @return an index of exactly what this server takes
     * @throws ToolFailure if it cannot be had
     */
    public ApiIndex serverApi() {
        Calls calls = new Calls(parts.connection(), parts.access(), parts.catalog());
        try {
            return LiveSchema.uncached().of(calls.client());
        } catch (ProxmoxException e) {
            throw new FailureRedaction(parts.redactor()).of(calls.translate(e));
        }
    }

    private Run bound(ToolCall call) {
        try {
            return new Run(parts, call);
        } catch (ToolFailure failure) {
            throw new FailureRedaction(parts.redactor()).of(failure);
        }
    }

    /** Closes the connection; calls that still run fail. */
    @Override
    public void close() {
        parts.connection().close();
    }
}
