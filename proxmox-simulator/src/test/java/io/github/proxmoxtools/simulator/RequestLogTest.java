package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestLogTest {
    private static RecordedRequest request(String path) {
        return new RecordedRequest("pve1", "GET", path, "", "", Map.of(), true);
    }

    @Test
    void keepsTheLastRequestsInTheirOrder() {
        RequestLog log = new RequestLog(2);
        List.of("/a", "/b", "/c").forEach(path -> log.add(request(path)));
        assertEquals(List.of("/b", "/c"), log.all().stream().map(RecordedRequest::path).toList());
        log.clear();
        assertEquals(List.of(), log.all());
    }
}
