package io.github.proxmoxtools.client.index;

import java.util.Arrays;
import java.util.List;

/** How Proxmox takes the texts of values apart. */
final class ValueTexts {
    private ValueTexts() {}

    /** The elements of a list in one text: commas, semicolons, spaces or NUL stand between them. */
    static List<String> splitList(String text) {
        String separators = text.indexOf('\0') >= 0 ? "\0" : "[,;\\s]+";
        return Arrays.stream(text.split(separators)).filter(element -> !element.isEmpty()).toList();
    }
}
