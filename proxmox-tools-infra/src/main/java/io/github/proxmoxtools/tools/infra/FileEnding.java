package io.github.proxmoxtools.tools.infra;

import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How names of files end that a storage takes, by their content.
 *
 * <p>The server looks at the name only after the whole file has come. What any supported version takes is let through.
 */
enum FileEnding {
    ISO(".iso, .img"),
    VZTMPL(".tar.gz, .tar.xz, .tar.zst, .tar.bz2, .tar"),
    IMPORT(".ova, .qcow2, .raw, .vmdk, .img");

    private final String endings;

    FileEnding(String endings) {
        this.endings = endings;
    }

    static void refuseUnfit(String content, String name) {
        FileEnding wanted = valueOf(content.toUpperCase(Locale.ROOT));
        if (!wanted.fits(name)) {
            throw InvalidCall.argument("filename", "'" + name + "' is no name of " + content + ": that ends in "
                    + wanted.endings + otherContents(name));
        }
    }

    private boolean fits(String name) {
        return Stream.of(endings.split(", ")).anyMatch(ending -> name.toLowerCase(Locale.ROOT).endsWith(ending)
                && name.length() > ending.length());
    }

    private static String otherContents(String name) {
        String fitting = Stream.of(values()).filter(other -> other.fits(name))
                .map(other -> other.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(" or "));
        return fitting.isEmpty() ? "" : "; it can be sent as content " + fitting;
    }
}
