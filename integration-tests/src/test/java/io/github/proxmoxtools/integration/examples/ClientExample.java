package io.github.proxmoxtools.integration.examples;

import io.github.proxmoxtools.client.ApiException;
import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.CertificateRejectedException;
import io.github.proxmoxtools.client.ChecksumAlgorithm;
import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.client.Host;
import io.github.proxmoxtools.client.OutcomeUnknownException;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.ProxmoxException;
import io.github.proxmoxtools.client.TaskOutcome;
import io.github.proxmoxtools.client.TaskWait;
import io.github.proxmoxtools.client.Trust;
import io.github.proxmoxtools.client.Upid;
import io.github.proxmoxtools.client.Upload;
import io.github.proxmoxtools.client.UploadSource;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Lists guests, starts one, and uploads an image. */
final class ClientExample {
    private final ProxmoxClient client;
    private final PrintStream out;

    ClientExample(ProxmoxClient client, PrintStream out) {
        this.client = client;
        this.out = out;
    }

    /** Connects when the first call needs it; the fingerprint is the one that the web interface shows. */
    static ProxmoxClient connect(String host, String tokenId, String secret, String fingerprint) {
        return ProxmoxClient.builder().host(Host.parse(host)).credentials(new Credentials.ApiToken(tokenId, secret))
                .trust(Trust.Fingerprints.of(fingerprint)).build();
    }

    void listGuests() {
        Object guests = client
                .send(ApiRequest.get(ApiPath.parse("/cluster/resources"), Parameter.of("type", "vm"))).data();
        for (Object row : (List<?>) guests) {
            Map<?, ?> guest = (Map<?, ?>) row;
            out.println(guest.get("vmid") + " " + guest.get("name") + ": " + guest.get("status"));
        }
    }

    void start(String node, int vmid) {
        ApiPath path = ApiPath.expand("/nodes/{node}/qemu/{vmid}/status/start",
                Map.of("node", node, "vmid", Integer.toString(vmid)));
        await(client.send(ApiRequest.post(path)).data());
    }

    void uploadImage(String node, Path image) {
        Upload upload = Upload.toStorage(node, "local", "iso", UploadSource.file(image))
                .checksummed(ChecksumAlgorithm.SHA256)
                .reportingTo((bytes, total) -> out.println(bytes * 100 / Math.max(total, 1) + "% sent"));
        await(client.upload(upload).data());
    }

    /** Most changes answer with the id of a task: only its end says whether they were done. */
    private void await(Object upid) {
        TaskOutcome outcome = client.tasks().await(Upid.parse(String.valueOf(upid)),
                TaskWait.atMost(Duration.ofMinutes(10)));
        if (outcome.ok()) {
            out.println("done in " + outcome.duration().toSeconds() + " s");
        } else if (outcome.finished()) {
            out.println("failed: " + outcome.exitStatus().orElse("") + " " + outcome.logTail());
        } else {
            out.println("still running: " + outcome.upid());
        }
    }

    /** What happened decides, not the number of the answer: Proxmox VE says 500 for most things. */
    static String explain(ProxmoxException failure) {
        return switch (failure) {
            case ApiException answer -> switch (answer.meaning()) {
                case NOT_FOUND -> "there is no such thing: " + answer.text();
                case PERMISSION_DENIED -> "not allowed; needed: " + answer.requiredPrivilege().orElse("more rights");
                case LOCKED -> "something else is at work: " + answer.text();
                case BAD_PARAMETERS -> "refused: " + answer.parameterErrors();
                default -> answer.text();
            };
            case CertificateRejectedException other -> "another certificate: " + other.fingerprint();
            case OutcomeUnknownException unknown -> "nobody knows whether it was done. " + unknown.howToCheck();
            default -> failure.notTaken()
                    ? "not done, and may be sent again: " + failure.getMessage()
                    : failure.getMessage();
        };
    }
}
