package io.github.proxmoxtools.client;

import io.github.proxmoxtools.client.ApiException.Meaning;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the meaning of a failure from its text, as the server's own code words it. */
final class Meanings {
    private static final Pattern PERMISSION_CHECK = Pattern.compile("Permission check failed \\((/[^,)]*), ([^)]+)\\)");
    private static final Pattern CHANGED = words("checksum mismatch \\(file change", "detected modified configuration",
            "file changed? by other user");
    private static final Pattern LOCKED = words("can't lock file", "unable to acquire lock",
            "trying to acquire (?:\\w+ )?lock", "(?:VM|CT|container|guest) (?:\\d+ )?is locked", "got no worker upid",
            "got lock timeout", "is locked \\(");
    private static final Pattern EXISTS = words("already exists", "already defined", "is already a pool member");
    private static final Pattern NOT_FOUND = words("does not exist", "\\bno such\\b", "no rule at position",
            "hostname lookup '[^']*' failed", "unable to find");
    private static final Pattern ROOT_ONLY = words("^only root can", "only root may", "only allowed for root@pam");
    private static final Pattern BAD_VALUE = words("parameter verification failed", "no options specified",
            "for data too large", "does not look like a valid", "missing value for required option", "is too short$");

    /** What the server says when a privilege is missing. */
    record PermissionCheck(String path, String privilege) {}

    private Meanings() {}

    static Meaning of(int status, ErrorText error) {
        return switch (status) {
            case 401 -> Meaning.AUTHENTICATION;
            case 403 -> Meaning.PERMISSION_DENIED;
            case 404 -> Meaning.NOT_FOUND;
            case 595, 596, 597, 598, 599 -> Meaning.NODE_UNREACHABLE;
            case 400, 413, 414 -> ofParameters(error);
            default -> ofText(status, error);
        };
    }

    static Optional<PermissionCheck> permissionCheck(String text) {
        Matcher check = PERMISSION_CHECK.matcher(text);
        return check.find() ? Optional.of(new PermissionCheck(check.group(1), check.group(2))) : Optional.empty();
    }

    static Meaning ofText(String text) {
        return ofWords(text);
    }

    private static Meaning ofParameters(ErrorText error) {
        Meaning meaning = ofWords(String.join("\n", error.parameterErrors().values()));
        return meaning == Meaning.SERVER ? Meaning.BAD_PARAMETERS : meaning;
    }

    private static Meaning ofText(int status, ErrorText error) {
        if (!error.parameterErrors().isEmpty()) {
            return ofParameters(error);
        }
        Meaning meaning = ofWords(error.message());
        return meaning == Meaning.SERVER && status == 501 ? Meaning.NOT_IMPLEMENTED : meaning;
    }

    private static Meaning ofWords(String text) {
        if (CHANGED.matcher(text).find()) {
            return Meaning.CHANGED_MEANWHILE;
        }
        if (LOCKED.matcher(text).find()) {
            return Meaning.LOCKED;
        }
        if (EXISTS.matcher(text).find()) {
            return Meaning.ALREADY_EXISTS;
        }
        if (ROOT_ONLY.matcher(text).find() || permissionCheck(text).isPresent()) {
            return Meaning.PERMISSION_DENIED;
        }
        if (BAD_VALUE.matcher(text).find()) {
            return Meaning.BAD_PARAMETERS;
        }
        return NOT_FOUND.matcher(text).find() ? Meaning.NOT_FOUND : Meaning.SERVER;
    }

    private static Pattern words(String... alternatives) {
        return Pattern.compile(String.join("|", alternatives), Pattern.CASE_INSENSITIVE);
    }
}
