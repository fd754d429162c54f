package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.calls.ConfirmMode;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine's own messages reach the client; nothing of the SDK stands before them. */
class EngineBehindServerTest {
    private static Engine engine() {
        return Engine.builder(TestTools.catalog(), () -> {
            throw new InvalidCall(FailureKind.BAD_SETTINGS, "PROXMOX_HOST is not set", "", Map.of());
        }).build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{} | node", "{'node':'pve1','color':'red'} | color",
            "{'node':{'a':1}} | node", "{'node':'../../x'} | node", "{'node':'pve1','view':7} | view"})
    void saysWhichArgumentIsWrong(String arguments, String parameter) throws Exception {
        try (Engine engine = engine(); Session session = Session.with(engine::run, ConfirmMode.ASK, "{}")) {
            session.call(1, "proxmox_vm_list", arguments);
            Data failure = session.answer(1).at("result").at("structuredContent");
            assertEquals("bad_argument", failure.at("code").text().orElseThrow(), failure.toString());
            assertTrue(failure.at("error").text().orElseThrow().contains(parameter), failure.toString());
        }
    }

    @Test
    void saysThatSettingsAreMissing() throws Exception {
        try (Engine engine = engine(); Session session = Session.with(engine::run, ConfirmMode.ASK, "{}")) {
            session.call(1, "proxmox_vm_list", "{'node':'pve1'}");
            Data failure = session.answer(1).at("result").at("structuredContent");
            assertEquals("bad_settings", failure.at("code").text().orElseThrow());
        }
    }
}
