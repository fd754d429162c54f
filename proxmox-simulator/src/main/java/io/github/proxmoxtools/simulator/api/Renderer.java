package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.http.HttpResponse;
import io.github.proxmoxtools.simulator.json.Json;
import io.github.proxmoxtools.simulator.state.Profile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what came of a call into an answer, in one of the API's forms. */
final class Renderer {
    private static final Map<String, String> ESCAPES = Map.of("\"", "&quot;", "<", "&lt;", ">", "&gt;", "&", "&amp;",
            "'", "&#39;");

    private final boolean isExtJs;
    private final boolean isForPages;
    private final Profile profile;

    Renderer(String format, Profile profile) {
        this.isForPages = format.equals("htmljs");
        this.isExtJs = isForPages || format.equals("extjs");
        this.profile = profile;
    }

    HttpResponse success(@Nullable Object data) {
        if (data instanceof Shaped shaped) {
            return success(shaped.data()).with(Shaped.HEADER, Shaped.VALUE);
        }
        if (data instanceof Download file) {
            return HttpResponse.text(file.text()).with("Content-Disposition",
                    "attachment; filename=\"" + file.name() + "\"");
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        if (data instanceof Listing page) {
            body.put("data", page.rows());
            // The server leaves out a total of nothing.
            if (page.total() > 0) {
                body.put("total", page.total());
            }
        } else if (data instanceof Annotated annotated) {
            body.put("data", annotated.data());
            body.putAll(annotated.beside());
        } else {
            body.put("data", data);
        }
        if (isExtJs) {
            body.put("success", 1);
        }
        return ok(body);
    }

    HttpResponse failure(ApiError error) {
        if (error.status() == 595 || error.status() == 596) {
            return HttpResponse.bare(error.status(), error.reason());
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("data", null);
        if (isExtJs || profile.saysMessages()) {
            body.put("message", error.message());
        }
        if (!error.errors().isEmpty()) {
            body.put("errors", error.errors());
        }
        if (!isExtJs) {
            return HttpResponse.json(error.status(), error.reason(), Json.write(body));
        }
        body.put("success", 0);
        // The status is text when the error carries one, and a number when the server makes it up.
        body.put("status", error.status() < 500 ? Integer.toString(error.status()) : (Object) error.status());
        return error.isInner() ? ok(body).fromInnerDaemon() : ok(body);
    }

    private HttpResponse ok(Map<String, @Nullable Object> body) {
        String text = Json.write(body);
        if (!isForPages) {
            return HttpResponse.json(200, "OK", text);
        }
        var escaped = new StringBuilder(text.length() + 64);
        text.chars().mapToObj(Character::toString)
                .forEach(character -> escaped.append(ESCAPES.getOrDefault(character, character)));
        return HttpResponse.json(200, "OK", escaped.toString()).typed("text/html;charset=UTF-8");
    }
}
