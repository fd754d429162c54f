package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What one look found.
 *
 * @param name what was looked at
 * @param result how it is
 * @param found a sentence
 * @param todo what to do about it, sentences or commands
 * @param kind which failure it stands for, where it is one of the family
 */
record Check(String name, Result result, String found, List<String> todo, Optional<FailureKind> kind) {
    /** How it is. */
    enum Result {
        /** As it should be. */
        OK,
        /** It works, but something deserves a look. */
        WARN,
        /** It does not work. */
        FAIL,
        /** It could not be looked at, because of another. */
        SKIP;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the list. */
    Check {
        todo = List.copyOf(todo);
    }

    static Check ok(String name, String found) {
        return new Check(name, Result.OK, found, List.of(), Optional.empty());
    }

    static Check warn(String name, String found, List<String> todo) {
        return new Check(name, Result.WARN, found, todo, Optional.empty());
    }

    static Check fail(String name, FailureKind kind, String found, List<String> todo) {
        return new Check(name, Result.FAIL, found, todo, Optional.of(kind));
    }

    static Check fail(String name, ToolFailure failure) {
        return fail(name, failure.kind(), failure.error(),
                failure.guidance().isBlank() ? List.of() : List.of(failure.guidance()));
    }

    static Check skip(String name, String why) {
        return new Check(name, Result.SKIP, why, List.of(), Optional.empty());
    }

    boolean failed() {
        return result == Result.FAIL;
    }

    Check mapped(UnaryOperator<String> words) {
        return new Check(words.apply(name), result, words.apply(found), todo.stream().map(words).toList(), kind);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("check", name);
        map.put("result", result.word());
        map.put("found", found);
        map.put("todo", todo);
        kind.ifPresent(failure -> map.put("code", failure.code()));
        return map;
    }

    /** Gives the exit code for several: that of the first that failed. */
    static int exitCode(List<Check> checks) {
        return checks.stream().filter(Check::failed).findFirst()
                .map(check -> check.kind().orElse(FailureKind.INTERNAL).exitCode()).orElse(0);
    }
}
