package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.infra.NodeTools.NODE;
import static io.github.proxmoxtools.tools.infra.StorageTools.STORAGE;
import static io.github.proxmoxtools.tools.spi.Endpoint.delete;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Param.text;
import static io.github.proxmoxtools.tools.spi.Param.whole;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;

/** Single volumes of a storage; the server calls it a success to delete a file that is not there. */
final class StorageVolumes {
    private static final Param<String> VOLUME = text("volume", "Such as local:iso/debian.iso.").alias("volid");
    private static final Param<Long> DELAY = whole("delay", "Seconds the server itself waits for the end.")
            .min(1).max(30).optional();
    private static final String PATH = "/nodes/{node}/storage/{storage}/content/{volume}";
    private static final Endpoint INFO = get(PATH, NODE, STORAGE, VOLUME);
    private static final Endpoint DELETE = delete(PATH, NODE, STORAGE, VOLUME, DELAY);

    static final Tool REMOVE = Tool.destroys("proxmox_storage_remove_volume")
            .command("storage", "volume", "remove")
            .title("Remove Volume")
            .description("Deletes a volume from a storage for good: an ISO image, a template, a backup, a disk. "
                    + "Nothing keeps it from deleting a disk that a guest's configuration still names.")
            .calls(INFO, DELETE)
            .takes(NODE, STORAGE, VOLUME, DELAY)
            .runs(StorageVolumes::remove)
            .startsTask();

    private StorageVolumes() {}

    private static Work remove(Reading reading) {
        try {
            reading.read(Query.of(INFO));
        } catch (ServerFailure failure) {
            reading.note("Beforehand, the server could not find or read the volume: " + failure.error());
        }
        return Work.of(Step.of("Delete " + reading.arguments().get(VOLUME), Query.of(DELETE)));
    }
}
