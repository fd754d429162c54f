package io.github.proxmoxtools.client.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file of {@code KEY=VALUE} lines, with comments, optional quotes and {@code export}, and no expansion of anything.
 */
record EnvFile(Path path, Map<String, String> values) {
    private static final Pattern LINE = Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
    private static final Pattern QUOTED = Pattern.compile("([\"'])(.*)\\1\\s*(?:#.*)?");
    private static final Pattern PLAIN = Pattern.compile("[\\w./:@!,=+-]+");
    private static final Pattern SECRET_WITHIN = Pattern.compile(Arrays.stream(SettingKey.values())
            .filter(SettingKey::isSecret).map(SettingKey::name).collect(Collectors.joining("|", "(?:", ")\\s*=")));
    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s+)#.*$");

    static EnvFile read(Path path) {
        try {
            return parse(path, Files.readString(path));
        } catch (CharacterCodingException notUtf8) {
            throw new SettingsException(path + " is not UTF-8 text");
        } catch (IOException unreadable) {
            throw new SettingsException("cannot read " + path + ": " + unreadable.getMessage());
        }
    }

    static EnvFile parse(Path path, String text) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        String[] lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\r|\n");
        for (int index = 0; index < lines.length; index++) {
            String line = lines[index].strip();
            Matcher pair = LINE.matcher(line);
            if (pair.matches() && isTwo(pair.group(1), value(pair.group(2)))) {
                problems.add(path + " line " + (index + 1) + ": a line break is missing before another setting");
            } else if (pair.matches()) {
                values.put(pair.group(1), value(pair.group(2)));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                problems.add(path + " line " + (index + 1) + ": expected KEY=VALUE, a comment or nothing");
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return new EnvFile(path, values);
    }

    /** Where a line break got lost, a secret would be part of a value that is shown; commands may hold anything. */
    private static boolean isTwo(String key, String value) {
        return !key.equals(SettingKey.PROXMOX_CREDENTIAL_COMMAND.name()) && SECRET_WITHIN.matcher(value).find();
    }

    /** Tells whether others than the owner can read the file; never where the file system has no such rights. */
    boolean isReadableByOthers() {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            return permissions.contains(PosixFilePermission.OTHERS_READ)
                    || permissions.contains(PosixFilePermission.GROUP_READ);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /** Tells whether others than the owner can change the file; never where the file system has no such rights. */
    boolean isWritableByOthers() {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            return permissions.contains(PosixFilePermission.OTHERS_WRITE)
                    || permissions.contains(PosixFilePermission.GROUP_WRITE);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /** Writes a line that {@link #parse} reads back as it was. */
    static String line(String key, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new SettingsException(key + " holds a line break or another control character");
        }
        return key + "=" + (PLAIN.matcher(value).matches() ? value : "'" + value + "'");
    }

    /** Tells which setting a line of a file sets. */
    static String keyOf(String line) {
        Matcher pair = LINE.matcher(line.strip());
        return pair.matches() ? pair.group(1) : "";
    }

    private static String value(String raw) {
        Matcher quoted = QUOTED.matcher(raw);
        return quoted.matches() ? quoted.group(2) : COMMENT.matcher(raw).replaceFirst("").strip();
    }
}
