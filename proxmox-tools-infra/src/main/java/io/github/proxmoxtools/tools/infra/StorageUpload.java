package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.infra.NodeTools.NODE;
import static io.github.proxmoxtools.tools.infra.StorageTools.STORAGE;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Endpoint.post;
import static io.github.proxmoxtools.tools.spi.Param.choice;
import static io.github.proxmoxtools.tools.spi.Param.flag;
import static io.github.proxmoxtools.tools.spi.Param.localFile;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Arguments;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Versions;
import io.github.proxmoxtools.tools.spi.Work;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings an image or template onto a storage, in one of three ways.
 *
 * <p>An upload replaces a file of the same name without a word; a download of the node refuses to. Both are made to
 * refuse here.
 */
final class StorageUpload {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^/?#]*(?<path>[^?#]*).*");
    private static final Pattern LOGIN = Pattern.compile("https?://[^/?#]*@");
    private static final Pattern ENCODED = Pattern.compile("(%[0-9a-fA-F]{2})+");
    private static final String BY_CLIENT = "client";
    private static final Param<String> URL = text("url", "http or https.")
            .pattern("https?://\\S+", "an address with http or https", "https://example.com/debian.iso").optional();
    private static final Param<String> FILE = localFile("file", "Local path.").sentAs("filename").optional();
    private static final Param<String> CONTENT = choice("content", "iso when absent; import needs 8.", "iso", "vztmpl",
            "import").optional().notSent();
    private static final Param<String> FILENAME = text("filename", "On the storage; the source's name when absent.")
            .max(255).optional().notSent();
    private static final Param<String> CHECKSUM = text("checksum", "Checked by the node; with checksum-algorithm.")
            .pattern("[0-9a-fA-F]+", "hexadecimal digits", "9f86d081").optional();
    private static final Param<String> ALGORITHM = choice("checksum-algorithm", "", "md5", "sha1", "sha224", "sha256",
            "sha384", "sha512").optional();
    private static final Param<String> VIA = choice("via", "Who fetches the url: the node (usual), or this program.",
            "node", "client").optional().notSent();
    private static final Param<Boolean> VERIFY = flag("verify-certificates",
            "When the node fetches; true when absent.");
    private static final String USUAL_CONTENT = "iso";
    private static final String NEWER_CONTENT = "import";
    private static final Versions NEWER = Versions.ALL.since("8.0");

    private static final Endpoint LISTED = get("/nodes/{node}/storage/{storage}/content", NODE, STORAGE);
    private static final Endpoint DOWNLOAD = post("/nodes/{node}/storage/{storage}/download-url", NODE, STORAGE, URL,
            CONTENT, CHECKSUM, ALGORITHM, VERIFY).when(URL);
    private static final Endpoint SEND_FILE = post("/nodes/{node}/storage/{storage}/upload", NODE, STORAGE, CONTENT,
            CHECKSUM, ALGORITHM, FILE).when(FILE);
    private static final Endpoint STREAM = post("/nodes/{node}/storage/{storage}/upload", NODE, STORAGE, CONTENT,
            CHECKSUM, ALGORITHM).streaming(URL).when(VIA.is(BY_CLIENT));

    static final Tool UPLOAD = Tool.changes("proxmox_storage_upload")
            .command("storage", "upload")
            .title("Upload to Storage")
            .description("Brings an ISO image, container template or disk image onto a storage. A file that is there "
                    + "already is not replaced.")
            .calls(LISTED, DOWNLOAD, SEND_FILE, STREAM)
            .takes(NODE, STORAGE, URL, FILE, CONTENT, FILENAME, CHECKSUM, ALGORITHM, VIA, VERIFY)
            .runs(reading -> new StorageUpload(reading).prepare())
            .needsExactlyOneOf(URL, FILE)
            .startsTask();

    private final Reading reading;
    private final Arguments arguments;

    private StorageUpload(Reading reading) {
        this.reading = reading;
        this.arguments = reading.arguments();
    }

    private Work prepare() {
        refuseLogin();
        refuseHalfOfAChecksum();
        boolean byNode = arguments.find(URL).isPresent() && !VIA.is(BY_CLIENT).holds(arguments);
        if (!byNode && arguments.find(VERIFY).isPresent()) {
            throw InvalidCall.argument(VERIFY.name(), "is for a url that the node itself fetches");
        }
        if (arguments.find(FILE).isPresent() && arguments.find(VIA).isPresent()) {
            throw InvalidCall.argument(VIA.name(), "is for a url");
        }
        String name = stored(name());
        String content = content();
        Endpoint endpoint = byNode ? DOWNLOAD : arguments.find(FILE).isPresent() ? SEND_FILE : STREAM;
        if (!byNode) {
            FileEnding.refuseUnfit(content, name);
            refuseToReplace(content, name);
        }
        Query query = Query.of(endpoint).with("content", content).with("filename", name);
        return Work.of(Step.of((byNode ? "Let the node fetch " : "Upload ") + name, query));
    }

    private String content() {
        String content = arguments.find(CONTENT).orElse(USUAL_CONTENT);
        if (content.equals(NEWER_CONTENT) && !NEWER.include(reading.version())) {
            throw new InvalidCall(FailureKind.UNSUPPORTED_VERSION, "content " + content
                    + " needs Proxmox VE 8.0 or newer; this server is " + reading.version(), "", Map.of());
        }
        return content;
    }

    /** The node writes the address into its task's log, for all who may read that. */
    private void refuseLogin() {
        if (arguments.find(URL).filter(url -> LOGIN.matcher(url).lookingAt()).isPresent()) {
            throw InvalidCall.argument(URL.name(), "must not hold a user or password: it would be logged; give an "
                    + "address that needs none, or fetch the file first and give it as file");
        }
    }

    private void refuseHalfOfAChecksum() {
        if (arguments.find(CHECKSUM).isPresent() != arguments.find(ALGORITHM).isPresent()) {
            boolean hasSum = arguments.find(CHECKSUM).isPresent();
            throw InvalidCall.argument((hasSum ? ALGORITHM : CHECKSUM).name(),
                    "is needed beside " + (hasSum ? CHECKSUM : ALGORITHM).name());
        }
    }

    private String name() {
        return arguments.find(FILENAME).or(() -> arguments.find(URL).map(StorageUpload::lastPart))
                .orElseGet(() -> afterSlash(arguments.get(FILE).replace('\\', '/')));
    }

    /**
     * The name as the server would make it, so that what is looked for is what will be there: each octet that it does not
     * like becomes an underscore without a word. What begins with a dot it would store, but not list.
     */
    private String stored(String name) {
        String stored = name.replaceFirst("(?s)^.*[/\\\\]", "").replaceAll("^\\.+|[^-a-zA-Z0-9_.]", "_");
        if (stored.isEmpty()) {
            throw InvalidCall.argument(FILENAME.name(), "must not end with a slash");
        }
        if (!stored.equals(name)) {
            reading.note("It is stored as " + stored + ": Proxmox VE takes letters of ASCII, digits, and . _ - only.");
        }
        return stored;
    }

    private static String lastPart(String url) {
        Matcher parts = ADDRESS.matcher(url);
        String name = parts.matches() ? decoded(afterSlash(parts.group("path"))) : "";
        if (name.isEmpty()) {
            throw InvalidCall.argument(FILENAME.name(), "is needed: the path of the url ends without a name");
        }
        return name;
    }

    private static String decoded(String part) {
        return ENCODED.matcher(part).replaceAll(octets -> Matcher.quoteReplacement(new String(
                HexFormat.of().parseHex(octets.group().replace("%", "")), StandardCharsets.UTF_8)));
    }

    private static String afterSlash(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Who may upload need not be allowed to look; but nothing is replaced unseen. */
    private void refuseToReplace(String content, String name) {
        String volid = arguments.get(STORAGE) + ":" + content + "/" + name;
        try {
            boolean isThere = reading.read(Query.of(LISTED).with("content", content)).items().stream()
                    .anyMatch(row -> row.at("volid").text().filter(volid::equals).isPresent());
            if (isThere) {
                throw new InvalidCall(FailureKind.ALREADY_EXISTS, volid + " exists; an upload would replace it",
                        "Remove it first, or give another filename.", Map.of("filename", "exists"));
            }
        } catch (ServerFailure failure) {
            if (failure.kind() != FailureKind.PERMISSION_DENIED) {
                throw failure;
            }
            throw new InvalidCall(FailureKind.PERMISSION_DENIED,
                    "An upload would replace " + volid + ", and this login "
                            + "may not look whether it is there: " + failure.error(),
                    "Give it Datastore.Audit on /storage/"
                            + arguments.get(STORAGE) + ", or let the node fetch a url, which replaces nothing.",
                    Map.of());
        }
    }
}
