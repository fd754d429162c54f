package io.github.proxmoxtools.cli.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.TaskFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HintsTest {
    private final Hints hints = new Hints();

    private static TaskFailure failed(String guidance, String... log) {
        return new TaskFailure(FailureKind.TASK_FAILED, "start failed", guidance, false, Optional.empty(),
                Map.of("log", List.of(log)));
    }

    @Test
    void theEndOfATasksLogIsShownWithoutTheErrorItself() {
        hints.add("web-01 (100)",
                failed("The end of its log says more.", "one", "two", "no space left", "\u001b[1mat all",
                        "TASK ERROR: start failed"));
        assertEquals(List.of("note: web-01 (100): its log ends with: two | no space left | at all"), hints.lines());
    }

    @Test
    void theSameWordsAreSaidOnceAndTheFirstOfManyAreNamed() {
        for (int i = 1; i <= 5; i++) {
            hints.add("g" + i, failed("Wait."));
        }
        hints.add("other", failed(""));
        assertEquals(List.of("note: g1, g2, g3 and 2 more: Wait."), hints.lines());
    }
}
