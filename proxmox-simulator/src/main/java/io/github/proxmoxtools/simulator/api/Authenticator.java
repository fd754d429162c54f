package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.http.HttpRequest;
import io.github.proxmoxtools.simulator.state.Access;
import io.github.proxmoxtools.simulator.state.Cluster;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out who makes a request. */
final class Authenticator {
    private static final Pattern COOKIE = Pattern.compile("(?:^|\\s|;)PVEAuthCookie[= ]([^;]+)");
    private static final Pattern TOKEN_HEADER = Pattern.compile("PVEAPIToken[= ](.+)");
    private static final Pattern TOKEN = Pattern.compile("([^!=]+@[^!=]+)!([A-Za-z][A-Za-z0-9._\\-]+)=(.+)");
    private static final Set<String> OPEN = Set.of("GET /access/domains", "GET /access/ticket", "POST /access/ticket",
            "POST /access/openid/auth-url", "POST /access/openid/login");

    private final Cluster cluster;
    private final Tickets tickets;

    Authenticator(Cluster cluster, Tickets tickets) {
        this.cluster = cluster;
        this.tickets = tickets;
    }

    /** Who it is; an {@link ApiError} with 401 says why nobody. */
    Caller authenticate(HttpRequest request, String path) {
        return cluster.look(() -> {
            Access access = cluster.access();
            if (OPEN.contains(request.method() + " " + path)) {
                return Caller.nobody(access);
            }
            Optional<String> cookie = cookie(request);
            if (cookie.isPresent()) {
                return byTicket(request, path, cookie.get(), access);
            }
            String token = request.header("Authorization").map(TOKEN_HEADER::matcher).filter(Matcher::matches)
                    .map(match -> match.group(1)).orElseThrow(() -> ApiError.unauthorized("No ticket"));
            return byToken(PerlEscapes.text(token), access);
        });
    }

    private Caller byTicket(HttpRequest request, String path, String ticket, Access access) {
        String userid = tickets.userOf(ticket, cluster.now())
                .filter(user -> access.activeUser(user, cluster.now()).isPresent())
                .orElseThrow(() -> ApiError.unauthorized("Authentication failed!"));
        // Browsers cannot send the token with an upload: the server does without it there.
        boolean isUpload = request.method().equals("POST") && path.endsWith("/upload");
        if (!request.method().equals("GET") && !isUpload) {
            String csrf = request.header("CSRFPreventionToken").orElse("");
            if (!tickets.isCsrfOf(userid, csrf, cluster.now())) {
                throw ApiError.unauthorized("Permission denied - invalid csrf token");
            }
        }
        return new Caller(access, userid);
    }

    private Caller byToken(String text, Access access) {
        Matcher match = TOKEN.matcher(text);
        if (!match.matches() || !access.accepts(match.group(1), match.group(2), match.group(3), cluster.now())) {
            throw ApiError.unauthorized("Authentication failed!");
        }
        return new Caller(access, match.group(1) + "!" + match.group(2));
    }

    private static Optional<String> cookie(HttpRequest request) {
        // The ticket may also stand where a token does.
        return request.header("Cookie").map(COOKIE::matcher).filter(Matcher::find)
                .or(() -> request.header("Authorization").map(COOKIE::matcher).filter(Matcher::find))
                .map(match -> PerlEscapes.text(match.group(1)));
    }
}
