package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.ApiMethod;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of calls which the schema lets everybody make who is logged in. */
class NeedsTest {
    private static ApiMethod call(String method, String path) {
        return ApiIndex.of("9.2").method(method, path).orElseThrow();
    }

    @Test
    void ofWhatIsNotSaidInWordsOnlyTheServerKnows() {
        ApiIndex index = ApiIndex.of("9.2");
        Set<String> unknown = index.paths().stream()
                .flatMap(path -> index.methods(path).stream().map(method -> call(method, path)))
                .filter(method -> Needs.words(method).equals(Needs.DECIDED_BY_SERVER)).map(ApiMethod::toString)
                .collect(Collectors.toSet());
        assertEquals(Set.of("PUT /nodes/{node}/storage/{storage}/content/{volume}"), unknown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            POST   | /nodes/{node}/vzdump        | VM.Backup on /vms/{guest} and Datastore.AllocateSpace on /storage/{storage}
                                            POST   | /nodes/{node}/stopall       | VM.PowerMgmt on / or VM.PowerMgmt on /vms/{guest} if vms is given
                                            DELETE | /cluster/replication/{id}   | VM.Replicate on /vms/{guest}
                                            PUT    | /cluster/sdn/vnets/{vnet}   | SDN.Allocate on /sdn/zones/{zone}/{vnet}
                                            DELETE | /nodes/{node}/tasks/{upid}  | Sys.Modify on /nodes/{node}, else decided by the server when it runs
                                            GET    | /nodes                      | every user who is logged in
                                            """)
    void wordsNameThePrivilege(String method, String path, String words) {
        assertEquals(words, Needs.words(call(method, path)));
    }

    /** Replication was a matter of storages before it had a privilege of its own. */
    @Test
    void whatTheSchemaSaysComesFirst() {
        ApiMethod older = ApiIndex.of("8.4").method("POST", "/cluster/replication").orElseThrow();
        assertEquals(List.of(older.permission()), Needs.of(older).stream().toList());
    }
}
