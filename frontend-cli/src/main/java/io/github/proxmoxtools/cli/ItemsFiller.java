package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.bulk.BulkOptions;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What a command is about where that is no guest; with more than one id, each is a call of its own. */
final class ItemsFiller implements Filler {
    private final Param<?> param;
    private final ArgSpec words;
    private final OptionSpec failFast = Specs.flag("Start no more after the first failure.", "--fail-fast");

    private ItemsFiller(Param<?> param, ArgSpec words) {
        this.param = param;
        this.words = words;
    }

    /** Tells whether an argument may be repeated; what makes one guest makes no several. */
    static boolean mayRepeat(Tool tool, Param<?> param) {
        boolean makesGuest = param.apiName().equals(GuestInput.NODE.name())
                && tool.params().stream().anyMatch(other -> other.name().equals(GuestInput.VMID.name()));
        return fits(tool, param) && !makesGuest;
    }

    /** A file is said of one call. A number is a place in a list: after the first call it would mean something else. */
    private static boolean fits(Tool tool, Param<?> param) {
        return !tool.action().endpoints().isEmpty() && !(tool.action() instanceof Action.RawUpload)
                && param.type() instanceof ParamType.Text
                && tool.params().stream().noneMatch(other -> other.type() instanceof ParamType.LocalFile);
    }

    /** Tells whether an option of a command about a guest says which thing of it is deleted. */
    static boolean isDeleted(Tool tool, Param<?> param) {
        String last = "/{" + param.apiName() + "}";
        return fits(tool, param) && tool.needs(param)
                && tool.action().endpoints().stream().allMatch(endpoint -> deletes(endpoint, last));
    }

    private static boolean deletes(Endpoint endpoint, String last) {
        return endpoint.verb() == Verb.DELETE && endpoint.path().endsWith(last);
    }

    static ItemsFiller positional(Param<?> param, int index) {
        return new ItemsFiller(param,
                PositionalParamSpec.builder().index(index + "..*").type(String[].class).arity("1..*")
                        .paramLabel(Labels.of(param)).description((Labels.describe(param) + " Or several.").strip())
                        .required(true).descriptionKey(param.name()).build());
    }

    static ItemsFiller option(Param<?> param) {
        return new ItemsFiller(param, Specs.values(Labels.of(param),
                (Labels.describe(param) + " May be repeated, for one guest.").strip(), true, "--" + param.name()));
    }

    @Override
    public List<ArgSpec> specs() {
        return List.of(words);
    }

    OptionSpec failFast() {
        return failFast;
    }

    @Override
    public void fill(Map<String, @Nullable Object> arguments) {
        if (several().isEmpty()) {
            arguments.put(param.name(), words.stringValues().getFirst());
        }
    }

    /** Gives what was asked for; empty for the usual call of one. */
    Optional<BulkOptions> several() {
        List<String> ids = words.stringValues();
        return ids.size() > 1
                ? Optional.of(BulkOptions.inOrder(param.name(), ids, Specs.isGiven(failFast)))
                : Optional.empty();
    }
}
