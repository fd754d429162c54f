package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Section;
import io.github.proxmoxtools.simulator.state.SectionFile;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Certificates from authorities: accounts there, and how control over names is proven. */
final class AcmeHandlers {
    private static final String DEFAULT_ACCOUNT = "default";
    private static final String PRODUCTION = "https://acme-v02.api.letsencrypt.org/directory";
    private static final String STAGING = "https://acme-staging-v02.api.letsencrypt.org/directory";
    private static final String TERMS = "https://letsencrypt.org/documents/LE-SA-v1.5-February-24-2025.pdf";
    private static final Duration TASK = Duration.ofSeconds(3);
    private static final Section STANDALONE = new Section("standalone", "standalone");

    private AcmeHandlers() {}

    static void register(Registry registry) {
        String path = "/cluster/acme";
        registry.get(path, call -> call.cluster().profile().isBefore(8)
                ? Directory.of("name", "account", "tos", "directories", "plugins", "challenge-schema")
                : Directory.of("name", "account", "tos", "meta", "directories", "plugins", "challenge-schema"));
        registry.get(path + "/tos", call -> TERMS);
        registry.get(path + "/directories", call -> List.of(Map.of("name", "Let's Encrypt V2", "url", PRODUCTION),
                Map.of("name", "Let's Encrypt V2 Staging", "url", STAGING)));
        registry.get(path + "/account",
                call -> accounts(call).all().stream().map(account -> Map.of("name", account.id())).toList());
        registry.post(path + "/account", AcmeHandlers::registerAccount);
        registry.get(path + "/account/{name}", AcmeHandlers::account);
        registry.put(path + "/account/{name}", AcmeHandlers::updateAccount);
        registry.delete(path + "/account/{name}", AcmeHandlers::deactivateAccount);
        new Plugins().register(registry);
    }

    private static SectionFile accounts(Call call) {
        return call.cluster().settings().file("priv/acme");
    }

    private static Object registerAccount(Call call) {
        String name = call.params().find("name").orElse(DEFAULT_ACCOUNT);
        if (accounts(call).find(name).isPresent()) {
            throw ApiError.parameter("name", "ACME account config file '" + name + "' already exists.");
        }
        var account = new Section(name, "account");
        account.options().put("contact", call.params().get("contact"));
        account.options().put("directory", call.params().find("directory").orElse(PRODUCTION));
        account.options().put("created", call.now().toString());
        call.params().find("tos_url").ifPresent(url -> account.options().put("tos", url));
        return call.taskHere("acmeregister", TaskWork.lasting(TASK, log -> {
            log.accept("Generating ACME account key..");
            log.accept("Registering ACME account..");
            accounts(call).put(account);
        }));
    }

    private static Section require(Call call) {
        String name = call.params().find("name").orElse(DEFAULT_ACCOUNT);
        return accounts(call).find(name).orElseThrow(
                () -> ApiError.parameter("name", "ACME account config file '" + name + "' does not exist."));
    }

    private static Object account(Call call) {
        Section account = require(call);
        List<String> contacts = account.list("contact").stream().map(address -> "mailto:" + address).toList();
        return new Row()
                .with("account", Map.of("status", "valid", "contact", contacts, "createdAt",
                        account.text("created").orElse("")))
                .withAny("directory", account.text("directory"))
                .with("location", "https://acme-v02.api.letsencrypt.org/acme/acct/" + (100 + account.id().length()))
                .withAny("tos", account.text("tos")).fields();
    }

    private static Object updateAccount(Call call) {
        Section account = require(call);
        return call.taskHere("acmeupdate", TaskWork.lasting(TASK, log -> call.params().find("contact")
                .ifPresent(contact -> account.options().put("contact", contact))));
    }

    private static Object deactivateAccount(Call call) {
        Section account = require(call);
        return call.taskHere("acmedeactivate", TaskWork.lasting(TASK, log -> accounts(call).remove(account.id())));
    }

    /** How control over a name is proven: on a port of the node's own, or in the DNS. */
    private static final class Plugins extends SectionArea {
        Plugins() {
            super("/cluster/acme/plugins", "id", "priv/acme/plugins.cfg");
        }

        @Override
        boolean isVisible(Call call, Section plugin) {
            return call.params().find("type").filter(type -> !type.equals(plugin.type())).isEmpty();
        }

        @Override
        List<Section> builtIn() {
            return List.of(STANDALONE);
        }

        @Override
        Row row(Call call, Section plugin) {
            return new Row().with("plugin", plugin.id()).with("type", plugin.type()).withAll(plugin.options())
                    .with("digest", file(call).digest());
        }

        @Override
        ApiError missing(Action action, String id) {
            return ApiError.died("ACME plugin '" + id + "' not defined");
        }

        @Override
        ApiError duplicate(String id) {
            return ApiError.died("ACME plugin ID '" + id + "' already exists");
        }
    }
}
