package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.Upload;
import io.github.proxmoxtools.client.UploadSource;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A local file that travels with a request.
 *
 * @param parameter the tool's parameter that names it
 * @param path the file itself, without links
 */
record SentFile(String parameter, Path path) {
    /** What the server calls the file, in the schema and in the form. */
    static final String NAME = "filename";

    /** The name that the server gets unless the call says another. */
    Parameter name() {
        return Parameter.of(NAME, String.valueOf(path.getFileName()));
    }

    /** Makes the upload of a request that holds all fields, the file's name among them. */
    Upload upload(ApiRequest request) {
        try {
            Upload upload = Upload.of(request.path(), UploadSource.file(path));
            for (Parameter field : request.parameters()) {
                upload = field.name().equals(NAME) ? upload.named(field.value()) : upload.with(field);
            }
            return request.timeout().isPresent() ? upload.withTimeout(request.timeout().get()) : upload;
        } catch (IllegalArgumentException e) {
            throw InvalidCall.argument(parameter, String.valueOf(e.getMessage()));
        }
    }

    /** Says for a plan what will be sent. */
    String describe() {
        try {
            return path + " (" + Files.size(path) + " bytes)";
        } catch (IOException e) {
            throw InvalidCall.argument(parameter, "'" + path + "' is no file that can be read");
        }
    }
}
