package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.cli.text.ProgramVersion;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.LoginException;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.settings.SettingKey;
import io.github.proxmoxtools.client.settings.Settings;
import io.github.proxmoxtools.client.settings.SettingsException;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.tools.audit.AuditLog;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.engine.Facts;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.LinkedHashMap;
import java.util.Map;

/** A connection with settings that are not written yet, made of exactly what would be written. */
final class Trial implements AutoCloseable {
    private final Engine engine;

    private Trial(Engine engine) {
        this.engine = engine;
    }

    static Settings settings(Map<SettingKey, String> values, SettingsSources around) {
        Map<String, String> flags = new LinkedHashMap<>();
        copy(around.environment(), flags, SettingKey.PROXMOX_PROXY);
        copy(around.environment(), flags, SettingKey.PROXMOX_AUDIT_LOG);
        copy(around.environment(), flags, SettingKey.PROXMOX_TIMEOUT_MS);
        copy(around.flags(), flags, SettingKey.PROXMOX_TIMEOUT_MS);
        values.forEach((key, value) -> flags.put(key.name(), value));
        flags.put(SettingKey.PROXMOX_LEARN_MEMBERS.name(), "false");
        try {
            return Settings.read(SettingsSources.ofFlags(flags));
        } catch (SettingsException e) {
            throw unusable(e);
        }
    }

    private static void copy(Map<String, String> from, Map<String, String> to, SettingKey key) {
        String value = from.get(key.name());
        if (value != null) {
            to.put(key.name(), value);
        }
    }

    static Trial of(Map<SettingKey, String> values, SettingsSources around, Catalog catalog) {
        try {
            Settings settings = settings(values, around);
            return new Trial(Engine.builder(catalog, settings, AuditLog.of(ProgramVersion.name(), settings))
                    .build());
        } catch (SettingsException e) {
            throw unusable(e);
        }
    }

    static RuntimeException unusable(SettingsException e) {
        return Usage.settings(String.join("\n", e.messages()), "");
    }

    /** Whether the server accepts the login, and nothing else is known against it. */
    static boolean wantsSecondFactor(ToolFailure failure) {
        return failure.kind() == FailureKind.NOT_LOGGED_IN && failure.getCause() instanceof LoginException;
    }

    String version() {
        return engine.send(ApiRequest.get(ApiPath.parse("/version"))).at("version").text().orElse("unknown");
    }

    Facts facts() {
        return engine.facts();
    }

    /** Makes an API token, and gives its secret, which the server tells once. */
    Token createToken(String user, String name, boolean separated) {
        Data made = engine.send(ApiRequest.post(
                ApiPath.expand("/access/users/{userid}/token/{tokenid}", Map.of("userid", user, "tokenid", name)),
                Parameter.of("privsep", separated ? "1" : "0"), Parameter.of("comment", "made by proxmox init")));
        return new Token(made.at("full-tokenid").text().orElse(user + "!" + name),
                made.at("value").text().orElseThrow(() -> Usage.error("The server did not tell the token's secret",
                        "Delete the token " + user + "!" + name + " and make it in the web interface.")));
    }

    void grant(String path, String role, String token) {
        engine.send(ApiRequest.put(ApiPath.parse("/access/acl"), Parameter.of("path", path),
                Parameter.of("roles", role), Parameter.of("tokens", token)));
    }

    /** An API token with its secret. */
    record Token(String id, String secret) {
        @Override
        public String toString() {
            return "token " + id;
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
