package io.github.proxmoxtools.client;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Says in plain words what the JDK has against a certificate, which names its classes instead. */
final class Objection {
    private static final Set<Integer> DNS_OR_ADDRESS = Set.of(2, 7);
    /** A hostile server chooses them. */
    private static final Pattern NAME = Pattern.compile("[\\w.:*-]{1,80}");
    private static final int MOST_NAMES = 4;

    private Objection() {}

    static CertificateException of(CertificateException refusal, X509Certificate shown) {
        return new CertificateException(words(refusal, shown), refusal);
    }

    private static String words(CertificateException refusal, X509Certificate shown) {
        if (Causes.first(CertificateExpiredException.class, refusal).isPresent()) {
            return time(shown, "it, or an authority above it, has expired");
        }
        if (Causes.first(CertificateNotYetValidException.class, refusal).isPresent()) {
            return time(shown, "it, or an authority above it, is not valid yet");
        }
        if (Causes.first(CertPathBuilderException.class, refusal).isPresent()) {
            return "no authority that is known here has signed it";
        }
        return refusal.getCause() == null ? otherNames(shown) : String.valueOf(refusal.getMessage());
    }

    private static String time(X509Certificate shown, String problem) {
        return problem + ", or this machine's clock is wrong: it is valid from " + shown.getNotBefore().toInstant()
                + " to " + shown.getNotAfter().toInstant();
    }

    /** After the chain the JDK looks at the names alone, and finds nothing that caused it. */
    private static String otherNames(X509Certificate shown) {
        List<String> names = names(shown);
        return names.isEmpty()
                ? "it names no host"
                : "it is for " + String.join(", ", names) + ", not for the host that was asked";
    }

    private static List<String> names(X509Certificate shown) {
        try {
            Collection<List<?>> names = shown.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream().filter(name -> DNS_OR_ADDRESS.contains(name.get(0)))
                            .map(name -> String.valueOf(name.get(1))).filter(name -> NAME.matcher(name).matches())
                            .limit(MOST_NAMES).toList();
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }
}
