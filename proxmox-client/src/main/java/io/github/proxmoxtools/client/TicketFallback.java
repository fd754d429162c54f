package io.github.proxmoxtools.client;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the one call that refuses every API token with a ticket instead, where there is a password. */
final class TicketFallback {
    private final @Nullable Authentication ticket;
    private final Delivery delivery;

    /** Takes the way to log in; null where the client has no password, or uses nothing else. */
    TicketFallback(@Nullable Authentication ticket, Delivery delivery) {
        this.ticket = ticket;
        this.delivery = delivery;
    }

    /** Tells whether a token was refused because it is one; the permission is checked before anything is done. */
    static boolean appliesTo(ApiRequest request, ApiException refusal) {
        List<String> segments = request.path().segments();
        return request.method() == HttpMethod.POST && segments.size() == 3 && segments.get(0).equals("nodes")
                && segments.get(2).equals("execute") && refusal.status() == 403;
    }

    ApiAnswer send(ApiRequest request, ApiException refusal) {
        Authentication user = Optional.ofNullable(ticket).orElseThrow(() -> refusal.advising(
                "this call refuses API tokens and is for root@pam with a ticket: give the user name root@pam and its"
                        + " password beside the token"));
        try {
            return delivery.deliver(request, user);
        } catch (ApiException again) {
            throw again.status() == 403
                    ? again.advising("the token was refused, and so was the ticket of " + user.user()
                            + ": this call is for root@pam only")
                    : again;
        }
    }
}
