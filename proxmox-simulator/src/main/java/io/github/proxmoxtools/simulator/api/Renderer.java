package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.http.HttpResponse;
import io.github.proxmoxtools.simulator.json.Json;
import io.github.proxmoxtools.simulator.state.Profile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what came of a call into an answer, in one of the API's forms. */
final class Renderer {
    private final boolean isExtJs;
    private final Profile profile;

    Renderer(String format, Profile profile) {
        this.isExtJs = format.equals("extjs");
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
        } else {
            body.put("data", data);
        }
        if (isExtJs) {
            body.put("success", 1);
        }
        return HttpResponse.json(200, "OK", Json.write(body));
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
        body.put("status", error.status() == 501 ? (Object) 501 : Integer.toString(error.status()));
        return HttpResponse.json(200, "OK", Json.write(body));
    }
}
