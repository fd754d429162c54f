package io.github.proxmoxtools.tools.spi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A tool: a declaration that frontends render and the engine runs.
 *
 * <p>It opens with its safety class ({@link #reads}, {@link #changes}, {@link #destroys}) and goes through stages, so
 * that one without command words, title, description, endpoint or outcome does not compile:
 *
 * <pre>{@code
 * static final Tool TAKE = Tool.changes("proxmox_vm_snapshot")
 *         .command("vm", "snapshot", "create")
 *         .title("Snapshot Virtual Machine")
 *         .description("Takes a snapshot of a VM.")
 *         .post("/nodes/{node}/qemu/{vmid}/snapshot", GuestInput.VM, SNAPNAME)
 *         .startsTask();
 * }</pre>
 *
 * <p>What can only be wrong together is checked when the declaration is built, with a {@link DeclarationException}.
 */
public final class Tool {
    /** Names that the engine adds where they apply, and that no declaration may use. */
    public static final Set<String> RESERVED = Set.of("wait", "wait_timeout", "view", "context");

    private final String name;
    private final Safety safety;
    private final List<String> command;
    private final String title;
    private final String description;
    private final List<Input> inputs;
    private final List<Param<?>> params;
    private final Action action;
    private final Outcome outcome;
    private final List<Condition> destroysWhen;
    private final List<OneOf> oneOfs;
    private final Versions versions;
    private final boolean acceptsOthers;
    private final boolean untrusted;
    private final boolean waits;
    private final UnaryOperator<Map<String, @Nullable Object>> olderForms;

    Tool(Draft draft, Outcome outcome) {
        this.name = draft.name;
        this.safety = draft.safety;
        this.command = draft.command;
        this.title = draft.title;
        this.description = draft.description;
        this.action = draft.action;
        this.inputs = List.copyOf(draft.inputs);
        this.params = paramsOf(inputs);
        this.outcome = outcome;
        this.destroysWhen = List.copyOf(draft.destroysWhen);
        this.oneOfs = List.copyOf(draft.oneOfs);
        this.versions = draft.versions;
        this.acceptsOthers = draft.acceptsOthers;
        this.untrusted = draft.untrusted;
        this.waits = outcome instanceof Outcome.Task || action instanceof Action.Raw
                || action instanceof Action.RawUpload || draft.waits;
        this.olderForms = draft.olderForms;
        DeclarationCheck.of(this);
    }

    /**
     * Opens the declaration of a tool that only looks.
     *
     * @param name the published name
     * @return the next stage
     */
    public static Commanding reads(String name) {
        return new Draft(name, Safety.READ);
    }

    /**
     * Opens the declaration of a tool that changes what can be changed back.
     *
     * @param name the published name
     * @return the next stage
     */
    public static Commanding changes(String name) {
        return new Draft(name, Safety.CHANGE);
    }

    /**
     * Opens the declaration of a tool that deletes, overwrites, interrupts or gives away.
     *
     * @param name the published name
     * @return the next stage
     */
    public static Commanding destroys(String name) {
        return new Draft(name, Safety.DESTROY);
    }

    /** Stage: words of the command line. */
    public interface Commanding {
        /**
         * Says how the command line calls it.
         *
         * @param words noun, perhaps a second noun, verb
         * @return the next stage
         */
        Titling command(String... words);
    }

    /** Stage: title. */
    public interface Titling {
        /**
         * Gives the heading.
         *
         * @param title a few capitalised words
         * @return the next stage
         */
        Describing title(String title);
    }

    /** Stage: description. */
    public interface Describing {
        /**
         * Says what it does, what it returns, when to use another tool, and what is dangerous.
         *
         * @param description a few sentences
         * @return the next stage
         */
        Acting description(String description);
    }

    /** Stage: what it calls. */
    public interface Acting {
        /**
         * Makes one GET.
         *
         * @param path the path
         * @param inputs what it takes
         * @return the next stage
         */
        default Closing get(String path, Input... inputs) {
            return chooses(Endpoint.get(path, inputs));
        }

        /**
         * Makes one POST.
         *
         * @param path the path
         * @param inputs what it takes
         * @return the next stage
         */
        default Closing post(String path, Input... inputs) {
            return chooses(Endpoint.post(path, inputs));
        }

        /**
         * Makes one PUT.
         *
         * @param path the path
         * @param inputs what it takes
         * @return the next stage
         */
        default Closing put(String path, Input... inputs) {
            return chooses(Endpoint.put(path, inputs));
        }

        /**
         * Makes one DELETE.
         *
         * @param path the path
         * @param inputs what it takes
         * @return the next stage
         */
        default Closing delete(String path, Input... inputs) {
            return chooses(Endpoint.delete(path, inputs));
        }

        /**
         * Makes one call: to the first endpoint whose condition holds and whose versions fit.
         *
         * @param endpoints the candidates, the one without a condition last
         * @return the next stage
         */
        Closing chooses(Endpoint... endpoints);

        /**
         * Makes several calls, to these endpoints only. Where the script takes no guest, it is about the guest of the
         * first endpoint that has one and whose condition holds.
         *
         * @param endpoints all it may call
         * @return the next stage
         */
        Scripting calls(Endpoint... endpoints);

        /**
         * Closes the declaration with calls and an outcome that several tools share.
         *
         * @param shape the calls and the outcome
         * @return the tool
         */
        default Tool does(Shape shape) {
            return shape.close(this);
        }

        /**
         * Makes any call, judged by what it calls.
         *
         * @param method which method
         * @param path which path
         * @param parameters what to send
         * @param force whether to send although the index of the API does not know it
         * @return the next stage
         */
        Closing callsAnything(Param<String> method, Param<String> path, Param<Map<String, Object>> parameters,
                Param<Boolean> force);

        /**
         * Sends a local file to any path that takes one.
         *
         * @param upload the parameters that say what goes where
         * @return the next stage
         */
        Closing uploadsAnything(Action.RawUpload upload);
    }

    /** Stage: what a script takes and does. */
    public interface Scripting {
        /**
         * Says what the script takes.
         *
         * @param inputs what it takes
         * @return this stage
         */
        Scripting takes(Input... inputs);

        /**
         * Says what it does.
         *
         * @param script the script
         * @return the next stage
         */
        Closing runs(Script script);
    }

    /** Stage: refinements, closed by the outcome. */
    public interface Closing {
        /**
         * Raises the class to destroying for some arguments.
         *
         * @param conditions the arguments; one that holds is enough
         * @return this stage
         */
        Closing destroysWhen(Condition... conditions);

        /**
         * Says that a call needs at least one of several parameters.
         *
         * @param params the parameters
         * @return this stage
         */
        Closing needsOneOf(Param<?>... params);

        /**
         * Says that a call needs at least one of several parameters, or an official one that is taken by name: what
         * changes settings must say which.
         *
         * @param params the parameters
         * @return this stage
         */
        Closing needsOneOfOrOfficial(Param<?>... params);

        /**
         * Says that a call needs one of several parameters, and not more.
         *
         * @param params the parameters
         * @return this stage
         */
        Closing needsExactlyOneOf(Param<?>... params);

        /**
         * Says which version brought the tool.
         *
         * @param version such as {@code 8.0}
         * @return this stage
         */
        Closing since(String version);

        /**
         * Says which version no longer has the tool.
         *
         * @param version such as {@code 9.0}
         * @return this stage
         */
        Closing until(String version);

        /**
         * Accepts every official parameter of the endpoint by name, beyond the declared ones.
         *
         * @return this stage
         */
        Closing acceptsOfficialParameters();

        /**
         * Accepts arguments as older callers wrote them.
         *
         * @param rewriting makes today's raw arguments of older ones, and leaves others as they are
         * @return this stage
         */
        Closing acceptsOlderForms(UnaryOperator<Map<String, @Nullable Object>> rewriting);

        /**
         * Says that the tool's script can wait for what it started, although no task is the answer: the engine adds
         * {@code wait} and {@code wait_timeout}, and {@link Reading#readUntil} honours them.
         *
         * @return this stage
         */
        Closing waits();

        /**
         * Says that guests or users write what the result shows.
         *
         * @return this stage
         */
        Closing showsForeignText();

        /**
         * Closes the declaration: the answer is a task.
         *
         * @return the tool
         */
        Tool startsTask();

        /**
         * Closes the declaration: the answer is a list.
         *
         * @param columns the fields shown by default; none for all
         * @return the tool
         */
        Tool returnsList(Column... columns);

        /**
         * Closes the declaration: the answer is an object, shown whole.
         *
         * @param columns fields whose units are explained
         * @return the tool
         */
        Tool returnsData(Column... columns);

        /**
         * Closes the declaration: the answer is what became of a program in a guest, as {@link Outcome.Program} says.
         *
         * @param words takes the program and its arguments
         * @param standardInput takes what it reads
         * @param columns fields whose units are explained
         * @return the tool
         */
        Tool returnsProgram(Param<List<String>> words, Param<String> standardInput, Column... columns);

        /**
         * Closes the declaration: the answer says nothing but that it was done.
         *
         * @return the tool
         */
        Tool returnsNothing();
    }

    /**
     * Gives the published name.
     *
     * @return lower case with underscores
     */
    public String name() {
        return name;
    }

    /**
     * Gives the class it has when no argument raises it.
     *
     * @return the lowest class
     */
    public Safety safety() {
        return safety;
    }

    /**
     * Gives the class of the most dangerous call it could make.
     *
     * @return the highest class
     */
    public Safety highestSafety() {
        boolean judgedByItsCall = action instanceof Action.Raw || action instanceof Action.RawUpload;
        return destroysWhen.isEmpty() && !judgedByItsCall ? safety : Safety.DESTROY;
    }

    /**
     * Lists the arguments that raise its class to destroying.
     *
     * @return the conditions
     */
    public List<Condition> destroysWhen() {
        return destroysWhen;
    }

    /**
     * Gives the words of the command line.
     *
     * @return noun to verb
     */
    public List<String> command() {
        return command;
    }

    /**
     * Gives the heading.
     *
     * @return a few words
     */
    public String title() {
        return title;
    }

    /**
     * Says what it does.
     *
     * @return a few sentences
     */
    public String description() {
        return description;
    }

    /**
     * Lists what it takes.
     *
     * @return the inputs in the order of the declaration
     */
    public List<Input> inputs() {
        return inputs;
    }

    /**
     * Lists the parameters a caller sees, without those the engine adds.
     *
     * @return each name once, in the order of the declaration
     */
    public List<Param<?>> params() {
        return params;
    }

    private static List<Param<?>> paramsOf(List<Input> inputs) {
        Map<String, Param<?>> params = new LinkedHashMap<>();
        for (Input input : inputs) {
            for (Param<?> param : input.params()) {
                params.putIfAbsent(param.name(), param);
            }
        }
        return List.copyOf(params.values());
    }

    /**
     * Gives the parameters of which a call needs one.
     *
     * @return each group of them
     */
    public List<OneOf> oneOfs() {
        return oneOfs;
    }

    /**
     * Tells whether every call of it must have a parameter, whichever endpoint is chosen.
     *
     * @param param one of its parameters
     * @return whether it is always required
     */
    public boolean needs(Param<?> param) {
        return action instanceof Action.Rest rest
                ? rest.endpoints().stream().allMatch(endpoint -> endpoint.requires(param))
                : param.isRequired();
    }

    /**
     * Gives the guest it is about.
     *
     * @return the guest input, if it has one
     */
    public Optional<GuestInput> guest() {
        return inputs.stream().filter(GuestInput.class::isInstance).map(GuestInput.class::cast).findFirst();
    }

    /**
     * Says how it does what it does.
     *
     * @return the action
     */
    public Action action() {
        return action;
    }

    /**
     * Says what it answers with.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * Tells which versions have it.
     *
     * @return the range of versions
     */
    public Versions versions() {
        return versions;
    }

    /**
     * Tells whether it takes official parameters beyond the declared ones.
     *
     * @return whether it does
     */
    public boolean acceptsOfficialParameters() {
        return acceptsOthers;
    }

    /**
     * Tells whether a call can wait until what it started is done.
     *
     * @return whether the engine adds {@code wait} and {@code wait_timeout}
     */
    public boolean waits() {
        return waits;
    }

    /**
     * Makes today's raw arguments of those that older callers wrote.
     *
     * @param arguments raw arguments; not changed
     * @return arguments by the declared names and forms
     */
    public Map<String, @Nullable Object> ofOlderForms(Map<String, @Nullable Object> arguments) {
        return olderForms.apply(arguments);
    }

    /**
     * Tells whether guests or users write what the result shows.
     *
     * @return whether it does
     */
    public boolean showsForeignText() {
        return untrusted;
    }

    @Override
    public String toString() {
        return name;
    }
}
