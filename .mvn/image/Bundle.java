import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs an image as a bundle for MCP clients, and writes what a registry wants to know of it:
 * java Bundle.java IMAGE TEMPLATES OUTPUT NAME VERSION DOWNLOAD
 *
 * A bundle is a zip file with a manifest. It keeps which files are executable. An image runs only on the system and
 * processor that it was linked on, so both stand in the bundle's name.
 */
final class Bundle {
    private static final byte MADE_ON_UNIX = 3;
    private static final int REGULAR_FILE = 0100000;

    private Bundle() {
    }

    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        Path image = Path.of(arguments[0]);
        Path templates = Path.of(arguments[1]);
        Path output = Path.of(arguments[2]);
        String version = arguments[4];
        String platform = platform();
        Path bundle = output.resolve(arguments[3] + "-" + version + "-" + platform + ".mcpb");
        Files.createDirectories(output);
        Files.deleteIfExists(bundle);
        pack(image, filled(templates.resolve("manifest.json"), Map.of("version", version, "platform", platform,
                "system", system())), bundle);
        Files.writeString(output.resolve("server.json"), filled(templates.resolve("server.json"), Map.of(
                "version", version, "bundle", bundle.getFileName().toString(), "sha256", sha256(bundle),
                "download", arguments[5])));
    }

    /** Without entries for folders, on which the bundles' own tool fails; links, which are among the licences, become files. */
    private static void pack(Path image, String manifest, Path bundle) throws IOException {
        List<Boolean> executable = new ArrayList<>(List.of(false));
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(manifest.getBytes(StandardCharsets.UTF_8));
            for (Path file : files(image)) {
                zip.putNextEntry(new ZipEntry("server/" + image.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
                executable.add(Files.isExecutable(file));
            }
        }
        Files.write(bundle, withModes(bytes.toByteArray(), executable));
    }

    /**
     * Writes into the directory of a zip file who may do what, which the JDK does only together with entries for folders.
     *
     * The end record, 22 bytes, says where the directory begins; each of its entries has 46 bytes and three texts.
     */
    private static byte[] withModes(byte[] zip, List<Boolean> executable) {
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int entry = bytes.getInt(zip.length - 22 + 16);
        for (boolean runs : executable) {
            bytes.put(entry + 5, MADE_ON_UNIX);
            bytes.putInt(entry + 38, (REGULAR_FILE | (runs ? 0755 : 0644)) << 16);
            entry += 46 + bytes.getShort(entry + 28) + bytes.getShort(entry + 30) + bytes.getShort(entry + 32);
        }
        return zip;
    }

    private static List<Path> files(Path image) throws IOException {
        try (Stream<Path> files = Files.walk(image)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String filled(Path template, Map<String, String> values) throws IOException {
        String text = Files.readString(template, StandardCharsets.UTF_8);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        return text;
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    /** jlink puts its own system's Java into an image. */
    private static String platform() {
        String processor = System.getProperty("os.arch");
        return system() + "-" + switch (processor) {
            case "amd64", "x86_64" -> "x64";
            case "aarch64" -> "arm64";
            default -> processor;
        };
    }

    /** As bundles call it. */
    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("windows") ? "win32" : name.startsWith("mac") ? "darwin" : "linux";
    }
}
