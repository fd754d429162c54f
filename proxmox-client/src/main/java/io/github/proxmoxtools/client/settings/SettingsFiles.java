package io.github.proxmoxtools.client.settings;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Changes the files of settings: readable by their owner alone from the first moment, and replaced as a whole or not at
 * all.
 */
public final class SettingsFiles {
    private static final String HEADING = "# Settings of proxmox and proxmox-mcp; 'proxmox config explain' shows them.";

    private static final Set<String> CONNECTION = Arrays.stream(SettingKey.values())
            .filter(key -> key.isCredential() || key == SettingKey.PROXMOX_HOST || key == SettingKey.PROXMOX_PORT
                    || key == SettingKey.PROXMOX_VERIFY_SSL || key == SettingKey.PROXMOX_FINGERPRINT
                    || key == SettingKey.PROXMOX_CA_FILE)
            .map(SettingKey::name).collect(Collectors.toUnmodifiableSet());

    private final SettingsReader reader;
    private final Path usual;

    /**
     * Knows where the files are.
     *
     * @param sources where settings are read from
     */
    public SettingsFiles(SettingsSources sources) {
        this.reader = new SettingsReader(sources);
        this.usual = sources.configDirectory().resolve("proxmox-tools").resolve(".env");
    }

    /**
     * Names the file without a context.
     *
     * @return the one that is in force, else the one to be made
     */
    public Path file() {
        return reader.file().orElse(usual);
    }

    /**
     * Names the file of a context.
     *
     * @param context its name
     * @return the file, whether it exists or not
     * @throws SettingsException if the name cannot be one
     */
    public Path file(String context) {
        if (!SettingsReader.CONTEXT_NAME.matcher(context).matches()) {
            throw new SettingsException("the name of a context is letters, digits, '.', '_' and '-', and begins with a"
                    + " letter or digit, unlike '" + context + "'");
        }
        return reader.beside("contexts").resolve(context + ".env");
    }

    /**
     * Lists the contexts.
     *
     * @return their names, sorted
     */
    public List<String> contexts() {
        return reader.contexts();
    }

    /**
     * Names the context that is used where no flag says another.
     *
     * @return what the settings file says; no file, no context
     */
    public Optional<String> current() {
        return reader.file().flatMap(file -> Optional.ofNullable(values(file).get(SettingKey.PROXMOX_CONTEXT.name())))
                .filter(name -> !name.isEmpty());
    }

    /**
     * Reads a file.
     *
     * @param file that exists
     * @return what it sets, secrets included
     */
    public Map<String, String> values(Path file) {
        return EnvFile.read(file).values();
    }

    /**
     * Tells whether others than the owner can read a file.
     *
     * @param file that exists
     * @return whether they can; never where the file system has no such rights
     */
    public boolean isReadableByOthers(Path file) {
        return new EnvFile(file, Map.of()).isReadableByOthers();
    }

    /**
     * Makes sure that a file can be written, before something is done whose result would be lost.
     *
     * @param file whether it exists or not; it is not touched
     * @throws SettingsException if it cannot be written
     */
    public void requireWritable(Path file) {
        try {
            Files.delete(Files.createTempFile(nearestThatExists(target(file)), ".", ".tmp"));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static Path nearestThatExists(Path file) throws IOException {
        for (Path place = file.getParent(); place != null; place = place.getParent()) {
            if (Files.exists(place)) {
                return place;
            }
        }
        throw new IOException("it stands in no folder");
    }

    private static Path target(Path link) throws IOException {
        return Files.isSymbolicLink(link) ? link.toRealPath() : link.toAbsolutePath();
    }

    /**
     * Says in a file which cluster it is about and who calls: whatever it said of that is replaced, every other line stays.
     *
     * @param file made where it does not exist
     * @param values what to set
     * @throws SettingsException if it cannot be written
     */
    public void write(Path file, Map<SettingKey, String> values) {
        Set<String> gone = new HashSet<>(CONNECTION);
        values.keySet().forEach(key -> gone.add(key.name()));
        List<String> lines = linesWithout(file, gone);
        values.forEach((key, value) -> lines.add(EnvFile.line(key.name(), value)));
        replace(file, lines);
    }

    /**
     * Changes one setting, and leaves every other line as it is.
     *
     * @param file made where it does not exist
     * @param key which
     * @param value what to set; empty to take it away
     * @throws SettingsException if it cannot be written
     */
    public void set(Path file, SettingKey key, Optional<String> value) {
        List<String> lines = linesWithout(file, Set.of(key.name()));
        value.ifPresent(text -> lines.add(EnvFile.line(key.name(), text)));
        replace(file, lines);
    }

    private static List<String> linesWithout(Path file, Set<String> keys) {
        if (!Files.exists(file)) {
            return new ArrayList<>(List.of(HEADING));
        }
        EnvFile.read(file);
        return new ArrayList<>(text(file).lines().filter(line -> !keys.contains(EnvFile.keyOf(line))).toList());
    }

    /**
     * Gives a context another name; one that is in use stays in use.
     *
     * @param old its name
     * @param name its new name
     * @throws SettingsException if there is none, or one of the new name exists
     */
    public void rename(String old, String name) {
        Path from = existing(old);
        Path to = file(name);
        if (Files.exists(to)) {
            throw new SettingsException("there is a context '" + name + "' already: " + to);
        }
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(to, e);
        }
        if (current().filter(old::equals).isPresent()) {
            set(file(), SettingKey.PROXMOX_CONTEXT, Optional.of(name));
        }
    }

    /**
     * Deletes a context; if it was in use, none is afterwards.
     *
     * @param context its name
     * @throws SettingsException if there is none
     */
    public void remove(String context) {
        Path file = existing(context);
        if (current().filter(context::equals).isPresent()) {
            set(file(), SettingKey.PROXMOX_CONTEXT, Optional.empty());
        }
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /**
     * Finds the file of a context.
     *
     * @param context its name
     * @return the file
     * @throws SettingsException if there is none
     */
    public Path existing(String context) {
        Path file = file(context);
        if (!Files.exists(file)) {
            List<String> all = contexts();
            throw new SettingsException("there is no context '" + context + "'; "
                    + (all.isEmpty() ? "there are none" : "there are " + String.join(", ", all)));
        }
        return file;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new SettingsException("cannot read " + file + ": " + e.getMessage());
        }
    }

    private static void replace(Path link, List<String> lines) {
        Path file = link;
        try {
            file = target(link);
            OwnersFile.replace(madeFolder(file), file, lines);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static Path madeFolder(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder == null) {
            throw new IOException("it stands in no folder");
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, ownersOnly());
        }
        return folder;
    }

    private static FileAttribute<?>[] ownersOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{PosixFilePermissions
                        .asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0];
    }

    private static SettingsException unwritable(Path file, IOException reason) {
        return new SettingsException("cannot write " + file + ": " + reason);
    }
}
