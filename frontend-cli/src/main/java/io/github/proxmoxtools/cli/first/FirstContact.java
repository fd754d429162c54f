package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.Option;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.text.FailureText;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.client.Host;
import io.github.proxmoxtools.client.Seal;
import io.github.proxmoxtools.client.Trust;
import io.github.proxmoxtools.client.settings.SettingKey;
import io.github.proxmoxtools.client.settings.Settings;
import io.github.proxmoxtools.client.settings.SettingsException;
import io.github.proxmoxtools.client.settings.SettingsFiles;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From a host's name to settings that work: certificate, login, token, test, file. */
final class FirstContact {
    private static final Pattern NUMBERED = Pattern.compile("(.*-)(\\d{1,8})");

    private final Here here;
    private final Given given;
    private final Optional<String> context;
    private final Interview interview;
    private final SettingsSources sources;
    private final SettingsFiles files;
    private final Map<SettingKey, String> values = new EnumMap<>(SettingKey.class);

    FirstContact(Here here, Given given, Optional<String> context) {
        this.here = here;
        this.given = given;
        this.context = context;
        this.interview = new Interview(here, given);
        this.sources = here.connector().sources(here.globals());
        this.files = new SettingsFiles(sources);
    }

    static List<Option> options() {
        return List.of(
                Option.flag("--accept-fingerprint",
                        "Pin whatever certificate is shown, without a comparison; --fingerprint names the right one."),
                Option.value("--token-secret-file", "FILE",
                        "The token's secret, read from the first line of this file."),
                Option.flag("--token-secret-stdin", "The same, read from the first line of the standard input."),
                Option.value("--password-file", "FILE", "The password, read from the first line of this file."),
                Option.flag("--password-stdin", "The same, read from the first line of the standard input."),
                Option.flag("--store-password",
                        "Write the password into the settings too. Without it only a token's secret is written."),
                Option.value("--create-token", "NAME",
                        "After a login with a password, make an API token of this name."),
                Option.value("--rights", "WHICH",
                        "What the new token may do: none (default; it has only what it is granted), audit (look at "
                                + "everything), user (whatever its user may)."),
                Option.flag("--use", "Use the context from now on where no other is named."));
    }

    int run() {
        try {
            return contact();
        } catch (SettingsException e) {
            throw Trial.unusable(e);
        }
    }

    private int contact() {
        refuseWhatMakesNoSense();
        Path file = context.map(files::file).orElseGet(files::file);
        refuseOverwriting(file);
        refuseMissingAnswers();
        requireWritable(file);
        agreeOnServer();
        LoginStep.Attempted login = new LoginStep(here, given, sources, values).run();
        boolean isToBeUsed;
        boolean made;
        try (Trial trial = login.trial()) {
            // Whoever ends this at a question leaves nothing behind, so no question comes after the token.
            isToBeUsed = context.filter(this::isToBeUsed).isPresent();
            made = values.containsKey(SettingKey.PROXMOX_PASSWORD) && offerToken(trial);
        }
        values.remove(SettingKey.PROXMOX_OTP);
        List<List<String>> found = new ArrayList<>(List.of(List.of("version", login.version())));
        found.addAll(0, List.of(List.of("file", file.toString()),
                List.of("host", values.getOrDefault(SettingKey.PROXMOX_HOST, "")),
                List.of("login", values.getOrDefault(SettingKey.PROXMOX_TOKEN_ID,
                        values.getOrDefault(SettingKey.PROXMOX_USERNAME, "")))));
        write(file, made, isToBeUsed);
        found.addAll(permissions());
        here.show(List.of("what", "found"), found);
        return 0;
    }

    private void refuseWhatMakesNoSense() {
        if (here.globals().has(GlobalOption.DEMO)) {
            throw Usage.error("--demo needs no settings");
        }
        if (here.globals().has(GlobalOption.INSECURE)) {
            throw Usage.error("--insecure: here the certificate is pinned instead",
                    "Leave it out; --accept-fingerprint pins without a comparison.");
        }
        if (here.globals().value(GlobalOption.TOKEN_ID).isPresent()
                && here.globals().value(GlobalOption.USERNAME).isPresent()) {
            throw Usage.error("--token-id and --username are two ways to log in: give one of them");
        }
        if (given.has("use") && context.isEmpty()) {
            throw Usage.error("--use is for a context: give its name with --context");
        }
        if (given.has("create-token") && Seal.ofThisBuild() != Seal.NONE) {
            throw Usage.error("--create-token: this program was linked to make none",
                    "Make the token in the web interface, and give it with --token-id.");
        }
        if (given.has("rights") && !given.has("create-token")) {
            throw Usage.error("--rights is for a new token: give its name with --create-token");
        }
        given.text("rights").ifPresent(Rights::named);
    }

    private void refuseOverwriting(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        Map<String, String> before = files.values(file);
        String host = before.getOrDefault(SettingKey.PROXMOX_HOST.name(), "");
        boolean saysSomething = !host.isEmpty() || before.containsKey(SettingKey.PROXMOX_TOKEN_ID.name())
                || before.containsKey(SettingKey.PROXMOX_API_TOKEN.name())
                || before.containsKey(SettingKey.PROXMOX_USERNAME.name());
        if (!saysSomething || here.globals().has(GlobalOption.YES)) {
            return;
        }
        String what = file + " has settings already" + (host.isEmpty() ? "" : ", for " + host);
        if (!interview.canAsk()) {
            throw Interview.refused(what, "Give --yes to replace host, trust and login in it, or --context NAME to "
                    + "write others beside it.");
        }
        if (!interview.agrees(what + ". Replace host, trust and login in it?")) {
            throw Interview.refused("Nothing was changed", "--context NAME writes others beside it.");
        }
    }

    /** A token whose secret cannot be kept would be left behind on the server. */
    private void requireWritable(Path file) {
        files.requireWritable(file);
        if (context.isPresent()) {
            files.requireWritable(files.file());
        }
    }

    private void refuseMissingAnswers() {
        if (interview.canAsk()) {
            return;
        }
        List<String> missing = new ArrayList<>();
        if (here.globals().value(GlobalOption.HOST).isEmpty()) {
            missing.add("--host HOST");
        }
        missing.addAll(LoginStep.missing(here, interview));
        if (!missing.isEmpty()) {
            throw Usage.error("There is no terminal to ask, and this is missing: " + String.join("; ", missing),
                    "Nothing was sent or written. See --help.");
        }
    }

    /** Nothing but a handshake is sent before each certificate was agreed on. */
    private void agreeOnServer() {
        values.put(SettingKey.PROXMOX_HOST, here.globals().value(GlobalOption.HOST)
                .orElseGet(() -> interview.ask("Host (name or address of a node, several joined by commas):")));
        here.globals().value(GlobalOption.PORT).ifPresent(port -> values.put(SettingKey.PROXMOX_PORT, port));
        here.globals().value(GlobalOption.CA_FILE).ifPresent(
                file -> values.put(SettingKey.PROXMOX_CA_FILE, Path.of(file).toAbsolutePath().toString()));
        Settings settings = Trial.settings(values, sources);
        if (settings.servers().stream().allMatch(new Loopback(settings.httpProxy().isPresent())::is)) {
            leaveOtherNodesAlone();
        }
        CertificateCheck check = new CertificateCheck(interview, given, settings, expected());
        List<String> pins = new ArrayList<>();
        List<Host> trusted = new ArrayList<>();
        for (Host host : settings.servers()) {
            check.accepted(host).ifPresentOrElse(pins::add, () -> trusted.add(host));
        }
        if (!pins.isEmpty() && !trusted.isEmpty()) {
            throw Interview.refused("Pins hold for all hosts, and " + trusted + " would have none",
                    "Pin all of them, or leave out those with another kind of certificate.");
        }
        if (!pins.isEmpty()) {
            values.remove(SettingKey.PROXMOX_CA_FILE);
            values.put(SettingKey.PROXMOX_FINGERPRINT, String.join(",", pins));
        }
    }

    private void leaveOtherNodesAlone() {
        values.put(SettingKey.PROXMOX_LEARN_MEMBERS, "false");
        here.say(
                "This address leads to a tunnel or a simulator, and the cluster's other nodes are not reached the same way: "
                        + "PROXMOX_LEARN_MEMBERS=false is written, so that they are not asked where it does not answer.");
    }

    private Optional<Trust.Fingerprints> expected() {
        try {
            return here.globals().value(GlobalOption.FINGERPRINT)
                    .map(list -> Trust.Fingerprints.of(list.split("[,;]", -1)));
        } catch (IllegalArgumentException e) {
            throw Usage.error("--fingerprint: " + e.getMessage());
        }
    }

    /** Makes a token if that is wanted, and takes it for the login. */
    private boolean offerToken(Trial trial) {
        Optional<String> name = given.text("create-token");
        if (name.isEmpty() && (!interview.canAsk() || Seal.ofThisBuild() != Seal.NONE)) {
            return false;
        }
        if (name.isEmpty()) {
            interview.explain("An API token can be taken back alone, and spares writing the password down.");
            if (!interview.agreesUnlessNo("Make an API token?")) {
                return false;
            }
        }
        Rights rights = given.text("rights").map(Rights::named).orElseGet(() -> name.isPresent()
                ? Rights.NONE
                : Rights.ALL.get(interview.choose("What may the token do?", Rights.explanations())));
        Trial.Token token = created(trial, name, rights);
        interview.explain("The token " + token.id() + " is made.");
        if (rights == Rights.AUDIT) {
            allowToLook(trial, token);
        }
        values.put(SettingKey.PROXMOX_TOKEN_ID, token.id());
        values.put(SettingKey.PROXMOX_TOKEN_SECRET, token.secret());
        values.remove(SettingKey.PROXMOX_PASSWORD);
        values.remove(SettingKey.PROXMOX_USERNAME);
        return true;
    }

    /** Asks for another name as long as the server does not take it. */
    private Trial.Token created(Trial trial, Optional<String> given, Rights rights) {
        String user = values.getOrDefault(SettingKey.PROXMOX_USERNAME, "");
        String usual = "automation";
        while (true) {
            String offered = usual;
            String name = given.orElseGet(() -> interview.ask("Name of the token:", offered));
            try {
                return trial.createToken(user, name, rights.separated());
            } catch (ToolFailure refused) {
                boolean isAboutTheName = refused.kind() == FailureKind.BAD_ARGUMENT
                        || refused.kind() == FailureKind.ALREADY_EXISTS;
                if (given.isPresent() || !isAboutTheName) {
                    throw refused;
                }
                interview.explain(FailureText.of(refused).strip());
                usual = name.equals(offered) ? next(offered) : offered;
            }
        }
    }

    private static String next(String name) {
        Matcher numbered = NUMBERED.matcher(name);
        return numbered.matches()
                ? numbered.group(1) + (Integer.parseInt(numbered.group(2)) + 1)
                : name + "-2";
    }

    private void allowToLook(Trial trial, Trial.Token token) {
        try {
            trial.grant("/", "PVEAuditor", token.id());
        } catch (ToolFailure refused) {
            interview.explain(
                    "It could not be given the role PVEAuditor, so it has no rights yet. An administrator can: "
                            + "pveum acl modify / --roles PVEAuditor --tokens '" + token.id() + "'\n"
                            + FailureText.of(refused).strip());
        }
    }

    /** Tells what the login may do; that it cannot be told keeps nobody from writing the settings. */
    private List<List<String>> permissions() {
        try (Trial trial = Trial.of(values, sources, here.catalog())) {
            List<List<String>> rows = new ArrayList<>();
            ToolRights.of(trial.facts(), here.catalog()).forEach(rights -> rows
                    .add(List.of("toolset " + rights.toolset(), rights.words())));
            return rows;
        } catch (ToolFailure failure) {
            interview.explain("What this login may do could not be asked: " + FailureText.of(failure).strip());
            return List.of();
        }
    }

    private void write(Path file, boolean tokenWasMade, boolean isToBeUsed) {
        boolean keepPassword = values.containsKey(SettingKey.PROXMOX_PASSWORD) && (given.has("store-password")
                || (interview.canAsk() && interview.agrees("Write the password into " + file
                        + "? Whoever reads that file "
                        + "has it; only you can. Otherwise give PROXMOX_PASSWORD_FILE or PROXMOX_CREDENTIAL_COMMAND.")));
        if (!keepPassword && values.remove(SettingKey.PROXMOX_PASSWORD) != null) {
            here.say(
                    "The password is not written: give it as PROXMOX_PASSWORD_FILE, PROXMOX_CREDENTIAL_COMMAND or, in the "
                            + "environment, PROXMOX_PASSWORD.");
        }
        try {
            files.write(file, values);
        } catch (SettingsException e) {
            throw tokenWasMade
                    ? Usage.settings(String.join("\n", e.messages()), "The token "
                            + values.get(SettingKey.PROXMOX_TOKEN_ID)
                            + " was made and its secret is lost: delete it before you try again.")
                    : Trial.unusable(e);
        }
        context.ifPresentOrElse(name -> use(name, isToBeUsed), () -> here.say("Try it: proxmox doctor"));
    }

    private boolean isToBeUsed(String name) {
        return given.has("use") || isUsed(name)
                || (interview.canAsk() && interview.agrees("Use the context " + name + " from now on?"));
    }

    private boolean isUsed(String name) {
        return files.current().filter(name::equals).isPresent();
    }

    private void use(String name, boolean isToBeUsed) {
        if (!isToBeUsed) {
            here.say("'proxmox context use " + name + "' makes it the one that is used; --context " + name
                    + " names it for one command.");
            here.say("Try it: proxmox --context " + name + " doctor");
            return;
        }
        if (!isUsed(name)) {
            files.set(files.file(), SettingKey.PROXMOX_CONTEXT, Optional.of(name));
        }
        here.say("Try it: proxmox doctor");
    }
}
