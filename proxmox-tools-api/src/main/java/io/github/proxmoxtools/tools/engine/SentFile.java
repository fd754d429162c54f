package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiAnswer;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.TransferException;
import io.github.proxmoxtools.client.TransferListener;
import io.github.proxmoxtools.client.Upload;
import io.github.proxmoxtools.client.UploadSource;
import io.github.proxmoxtools.client.UrlContent;
import io.github.proxmoxtools.client.UrlSource;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A file that travels with a request. */
sealed interface SentFile {
    /**
     * What the server calls the file, in the schema and in the form: the only name under which it takes one
     * (pve-http-server, {@code PVE::APIServer::AnyEvent}).
     */
    String NAME = "filename";

    /** The tool's parameter that says which file. */
    String parameter();

    /** The name that the server gets unless the call says another. */
    String name();

    /** Says for a plan what will be sent. */
    String describe();

    /** Sends it with a request that holds all fields, the file's name among them. */
    ApiAnswer send(ApiRequest request, EngineParts parts, Calls calls, TransferListener listener);

    private static ApiAnswer send(UploadSource source, SentFile file, ApiRequest request, Calls calls,
            TransferListener listener) {
        return calls.upload(request, upload(source, file, request).reportingTo(listener));
    }

    private static Upload upload(UploadSource source, SentFile file, ApiRequest request) {
        try {
            Upload upload = Upload.of(request.path(), source);
            for (Parameter field : request.parameters()) {
                upload = field.name().equals(NAME) ? upload.named(field.value()) : upload.with(field);
            }
            return request.timeout().isPresent() ? upload.withTimeout(request.timeout().get()) : upload;
        } catch (IllegalArgumentException e) {
            throw InvalidCall.argument(file.parameter(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * A local file.
     *
     * @param path the file itself, without links
     */
    record Local(String parameter, Path path) implements SentFile {
        @Override
        public String name() {
            return String.valueOf(path.getFileName());
        }

        @Override
        public String describe() {
            try {
                return path + " (" + Files.size(path) + " bytes)";
            } catch (IOException e) {
                throw InvalidCall.argument(parameter, "'" + path + "' is no file that can be read");
            }
        }

        /** The file is judged anew: somebody may have put a link in its place since the arguments were bound. */
        @Override
        public ApiAnswer send(ApiRequest request, EngineParts parts, Calls calls, TransferListener listener) {
            if (!parts.files().open(parameter, path.toString()).equals(path)) {
                throw new Refusal(parameter + ": '" + path + "' became a link to another file", "Nothing was sent.",
                        Map.of());
            }
            return SentFile.send(UploadSource.file(path), this, request, calls, listener);
        }
    }

    /**
     * What is found at an address that this program fetches itself.
     *
     * @param address http or https
     */
    record Fetched(String parameter, String address) implements SentFile {
        @Override
        public String name() {
            String path = address.replaceAll("[?#].*", "");
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /** What cannot be fetched is refused before anybody is asked about it. */
        static Fetched of(String parameter, String address) {
            try {
                UrlSource.of(address);
            } catch (TransferException e) {
                throw new Refusal(parameter + ": " + e.getMessage(), "Nothing was sent.", Map.of());
            }
            return new Fetched(parameter, address);
        }

        /** Queries and logins hold what opens a door, such as a signature. */
        @Override
        public String describe() {
            return address.replaceAll("[?#].*", "").replaceFirst("://[^/]*@", "://");
        }

        @Override
        public ApiAnswer send(ApiRequest request, EngineParts parts, Calls calls, TransferListener listener) {
            try (UrlContent content = calls.fetch(address, parts.anyAddress())) {
                return SentFile.send(content, this, request, calls, listener);
            }
        }
    }
}
