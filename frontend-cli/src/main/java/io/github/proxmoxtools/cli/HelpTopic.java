package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.page.Page;
import io.github.proxmoxtools.cli.page.TextPage;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.Paint;
import io.github.proxmoxtools.client.settings.SettingKey;
import io.github.proxmoxtools.tools.spi.FailureKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code proxmox help TOPIC} explains beside commands. */
enum HelpTopic {
    /** What the exit code says. */
    EXIT_CODES("Exit codes") {
        @Override
        void write(Page page) {
            page.heading("Exit codes");
            Map<String, String> codes = new LinkedHashMap<>();
            codes.put("0", "Done.");
            meanings().forEach((code, words) -> codes.put(Integer.toString(code), words + kindsOf(code)));
            page.terms(codes);
            page.paragraph(
                    "A failure is written to stderr: what happened, why, and what would be right. With -o json it is "
                            + "an object whose 'code' is one of the words in brackets.");
        }
    },
    /** What a command writes. */
    OUTPUT("Output") {
        @Override
        void write(Page page) {
            page.paragraph("Data goes to stdout, everything else to stderr. '-o FORMAT' chooses how data is written; "
                    + "every command has it. table and wide are for people: sizes, durations and times are written out, and "
                    + "control characters are taken away. The others have the raw figures. A list shows its usual columns; "
                    + "wide shows all of them.");
            page.heading("Choosing rows and columns of a list");
            Map<String, String> options = new LinkedHashMap<>();
            options.put("--columns a,b", "Fields to show, in this order; * for all.");
            options.put("--filter TERM,...",
                    "Rows to show: field=value, field!=value, field~part, field>number. All terms must hold. mem>4G and "
                            + "the like understand units.");
            options.put("--sort FIELD", "Field to sort by; --sort=-FIELD for the largest first.");
            options.put("--limit N, --offset N", "How many rows, and how many to skip.");
            options.put("--no-header", "Tables and CSV without a heading.");
            page.terms(options);
            page.heading("Examples");
            page.lines(List.of("proxmox vm list -o json | jq -r '.items[].name'",
                    "proxmox vm list --filter 'status=running,mem>4G' --sort=-mem",
                    "proxmox vm list --columns vmid,name -o csv --no-header"));
        }
    },
    /** Variables and settings. */
    ENVIRONMENT("Settings and environment") {
        @Override
        void write(Page page) {
            page.paragraph(
                    "Settings are read from options of the command line, the selected context, the settings file, and the "
                            + "environment, in this order. The file is ~/.config/proxmox-tools/.env, or below XDG_CONFIG_HOME; a context "
                            + "is a file contexts/NAME.env beside it. 'proxmox config explain' shows each setting and where it comes from.");
            page.heading("Settings");
            Map<String, String> settings = new LinkedHashMap<>();
            for (SettingKey key : SettingKey.values()) {
                settings.put(key.name(),
                        key.description() + key.defaultValue().map(value -> " Default: " + value + ".").orElse(""));
            }
            page.terms(settings);
            page.heading("Other variables");
            Map<String, String> others = new LinkedHashMap<>();
            others.put("CLICOLOR_FORCE", "Anything but 0: colours also where no terminal is.");
            others.put("COLUMNS", "Width of help pages and status lines.");
            others.put("NO_COLOR", "Anything: no colours, unless --color says so.");
            others.put("TERM", "dumb: no colours.");
            others.put("XDG_CACHE_HOME", "Where completion keeps names for 30 seconds; ~/.cache by default.");
            page.terms(others);
        }
    };

    private final String title;

    HelpTopic(String title) {
        this.title = title;
    }

    abstract void write(Page page);

    String title() {
        return title;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> words() {
        return Arrays.stream(values()).map(HelpTopic::word).toList();
    }

    static Optional<HelpTopic> named(String word) {
        return Arrays.stream(values()).filter(topic -> topic.word().equals(word)).findFirst();
    }

    /** Writes the page for a terminal. */
    String text(Terminal terminal, Paint paint) {
        TextPage page = new TextPage(terminal.width(), paint);
        write(page);
        return page.text();
    }

    /** What each code says; a test holds that no failure has another one. */
    static Map<Integer, String> meanings() {
        Map<Integer, String> meanings = new LinkedHashMap<>();
        meanings.put(1, "Failed for a reason that has no code of its own.");
        meanings.put(2, "Wrong arguments, wrong settings, no toolset, or another Proxmox VE version is needed.");
        meanings.put(3, "The login was not accepted.");
        meanings.put(4, "A privilege is missing.");
        meanings.put(5, "Not found.");
        meanings.put(6, "Exists already, is locked, or changed meanwhile.");
        meanings.put(7,
                "No answer in time, unreachable, not as wanted in time (wait), or the certificate is not the one to trust.");
        meanings.put(8, "The task failed.");
        meanings.put(9, "The task ended with warnings, and --warnings-as-errors was given.");
        meanings.put(10, "Some steps were done and one failed, or some guests or contexts were done and some not.");
        meanings.put(11, "Refused, or not confirmed.");
        meanings.put(12, "The outcome is unknown: look before doing it again.");
        meanings.put(130, "Interrupted.");
        meanings.put(143, "Ended by SIGTERM.");
        return meanings;
    }

    private static String kindsOf(int code) {
        List<String> kinds = Arrays.stream(FailureKind.values()).filter(kind -> kind.exitCode() == code)
                .map(FailureKind::code).toList();
        return kinds.isEmpty() ? "" : " (" + String.join(", ", kinds) + ")";
    }
}
