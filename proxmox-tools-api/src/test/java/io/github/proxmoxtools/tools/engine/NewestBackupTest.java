package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewestBackupTest {
    @Test
    void onlyAFailureIsNotReadable() {
        assertEquals(NewestBackup.NOT_READABLE, NewestBackup.notReadable(InvalidCall.argument("storage", "is bad")));
        assertThrows(Cancellation.class, () -> NewestBackup.notReadable(new Cancellation("Cancelled", "", Map.of())));
        assertThrows(NullPointerException.class, () -> NewestBackup.notReadable(new NullPointerException()));
    }
}
