package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.text.FailureText;
import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.client.settings.SettingKey;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out who calls, and tries it. */
final class LoginStep {
    private static final int ATTEMPTS = 3;

    private final Here here;
    private final Interview interview;
    private final SettingsSources sources;
    private final Map<SettingKey, String> values;

    /**
     * Prepares the step.
     *
     * @param here terminal, options, catalogue
     * @param given what was said on the command line
     * @param sources proxy, time limit, and a one-time code of the environment
     * @param values receives the login; holds host and trust, which was agreed on before
     */
    LoginStep(Here here, Given given, SettingsSources sources, Map<SettingKey, String> values) {
        this.here = here;
        this.interview = new Interview(here, given);
        this.sources = sources;
        this.values = values;
    }

    /** Says what must be given where nobody can be asked. */
    static List<String> missing(Here here, Interview interview) {
        boolean token = here.globals().value(GlobalOption.TOKEN_ID).isPresent();
        boolean user = here.globals().value(GlobalOption.USERNAME).isPresent();
        List<String> missing = new ArrayList<>();
        if (!token && !user) {
            missing.add(
                    "--token-id USER@REALM!NAME with --token-secret-file FILE or --token-secret-stdin, or --username "
                            + "USER@REALM with --password-file FILE or --password-stdin");
        }
        if (token && !interview.gives("token-secret")) {
            missing.add("--token-secret-file FILE or --token-secret-stdin");
        }
        if (user && !interview.gives("password")) {
            missing.add("--password-file FILE or --password-stdin");
        }
        return missing;
    }

    /** Gives the version of the server, which was asked with the login. */
    Attempted run() {
        for (int attempt = 1;; attempt++) {
            askWho();
            try {
                return tried();
            } catch (ToolFailure refused) {
                if (attempt == ATTEMPTS || !mayBeMistyped(refused)) {
                    throw refused;
                }
                interview.explain(FailureText.of(refused).strip());
                List.of(SettingKey.PROXMOX_TOKEN_ID, SettingKey.PROXMOX_TOKEN_SECRET, SettingKey.PROXMOX_USERNAME,
                        SettingKey.PROXMOX_PASSWORD, SettingKey.PROXMOX_OTP).forEach(values::remove);
            }
        }
    }

    private boolean mayBeMistyped(ToolFailure refused) {
        boolean isAboutTheLogin = refused.kind() == FailureKind.NOT_LOGGED_IN
                || refused.kind() == FailureKind.BAD_SETTINGS;
        return isAboutTheLogin && interview.canAsk() && !interview.gives("token-secret")
                && !interview.gives("password");
    }

    /** An open connection whose login was accepted. */
    record Attempted(Trial trial, String version) {}

    private Attempted tried() {
        Trial trial = Trial.of(values, sources, here.catalog());
        try {
            return new Attempted(trial, trial.version());
        } catch (ToolFailure failure) {
            trial.close();
            if (!Trial.wantsSecondFactor(failure) || values.containsKey(SettingKey.PROXMOX_OTP)) {
                throw failure;
            }
            values.put(SettingKey.PROXMOX_OTP, oneTimeCode(failure));
            return tried();
        } catch (RuntimeException | Error failure) {
            trial.close();
            throw failure;
        }
    }

    private String oneTimeCode(ToolFailure failure) {
        if (interview.canAsk()) {
            return interview.askSecret("Code of the second factor (it is not shown):");
        }
        String code = sources.environment().getOrDefault(SettingKey.PROXMOX_OTP.name(), "");
        if (code.isEmpty()) {
            throw failure;
        }
        return code;
    }

    private void askWho() {
        Optional<String> token = here.globals().value(GlobalOption.TOKEN_ID);
        Optional<String> user = here.globals().value(GlobalOption.USERNAME);
        boolean byToken = token.isPresent() || values.containsKey(SettingKey.PROXMOX_TOKEN_ID)
                || (user.isEmpty() && !values.containsKey(SettingKey.PROXMOX_USERNAME)
                        && interview.choose("How do you log in?", List.of("with an API token that exists",
                                "with user and password, from which a token can be made")) == 0);
        if (byToken) {
            askToken(token);
        } else {
            askPassword(user);
        }
    }

    private void askToken(Optional<String> id) {
        values.computeIfAbsent(SettingKey.PROXMOX_TOKEN_ID,
                key -> id.orElseGet(() -> interview.ask("Token id (USER@REALM!NAME):")));
        String secret = interview.secret("token-secret")
                .orElseGet(() -> interview.askSecret("Secret of the token (it is not shown):"));
        values.put(SettingKey.PROXMOX_TOKEN_SECRET, secret.strip());
    }

    private void askPassword(Optional<String> user) {
        values.computeIfAbsent(SettingKey.PROXMOX_USERNAME, key -> user.orElseGet(this::askUser));
        String password = interview.secret("password")
                .orElseGet(() -> interview.askSecret("Password (it is not shown):"));
        values.put(SettingKey.PROXMOX_PASSWORD, password);
    }

    private String askUser() {
        while (true) {
            String user = interview.ask("User (USER@REALM):", "root@pam");
            try {
                return new Credentials.Password(user, "-").username();
            } catch (IllegalArgumentException e) {
                interview.explain("Not accepted: " + e.getMessage());
            }
        }
    }
}
