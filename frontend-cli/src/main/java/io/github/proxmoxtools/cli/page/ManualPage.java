package io.github.proxmoxtools.cli.page;

import io.github.proxmoxtools.cli.text.CellText;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A page of section 1 of the manual, in roff with the macros of man(7). */
public final class ManualPage implements Page {
    private final StringBuilder text = new StringBuilder();
    private boolean described;
    private boolean fresh = true;

    /**
     * Begins a page.
     *
     * @param name of the page, such as {@code proxmox-vm}
     * @param summary what it is about, in a few words
     * @param release of the program
     */
    public ManualPage(String name, String summary, String release) {
        text.append(".TH ").append(quoted(name.toUpperCase(Locale.ROOT))).append(" 1 \"\" ").append(quoted(release))
                .append('\n');
        section("Name");
        line(escaped(name) + " \\- " + escaped(summary));
    }

    /**
     * Gives what was written.
     *
     * @return the source of the page
     */
    public String text() {
        return text.toString();
    }

    @Override
    public void usage(String synopsis) {
        section("Synopsis");
        line(escaped(synopsis));
    }

    @Override
    public void heading(String title) {
        section(title);
        described = true;
    }

    @Override
    public void paragraph(String words) {
        if (!described) {
            section("Description");
            described = true;
        }
        text.append(fresh ? "" : ".PP\n");
        line(escaped(CellText.clean(words)));
    }

    @Override
    public void terms(Map<String, String> terms) {
        terms.forEach((term, explanation) -> {
            text.append(".TP\n.B ").append(quoted(term)).append('\n');
            line(explanation.isEmpty() ? "\\&" : escaped(CellText.clean(explanation)));
        });
    }

    @Override
    public void facts(Map<String, String> facts) {
        terms(facts);
    }

    @Override
    public void lines(List<String> lines) {
        text.append(".nf\n");
        lines.forEach(line -> line(escaped(line)));
        text.append(".fi\n");
    }

    private void section(String title) {
        text.append(".SH ").append(quoted(title.toUpperCase(Locale.ROOT))).append('\n');
        fresh = true;
    }

    /** A full stop or an apostrophe at the beginning would be taken for a request. */
    private void line(String escaped) {
        boolean request = escaped.startsWith(".") || escaped.startsWith("'");
        text.append(request ? "\\&" : "").append(escaped).append('\n');
        fresh = false;
    }

    private static String quoted(String words) {
        return "\"" + escaped(words) + "\"";
    }

    /** Writes characters that roff, or the fonts of a terminal, would turn into others by name. */
    static String escaped(String words) {
        StringBuilder escaped = new StringBuilder();
        words.codePoints().forEach(point -> {
            switch (point) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '"' -> escaped.append("\\(dq");
                case '\'' -> escaped.append("\\(aq");
                case '`' -> escaped.append("\\(ga");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                default -> {
                    if (point < 0x80) {
                        escaped.append((char) point);
                    } else {
                        escaped.append(String.format(Locale.ROOT, "\\[u%04X]", point));
                    }
                }
            }
        });
        return escaped.toString();
    }
}
