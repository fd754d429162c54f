package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import java.util.List;

/** Hides the secrets of one call; a script may make another text of one, which its requests show. */
final class CallSecrets {
    private final ProgressSink sink;
    private Redactor redactor;

    CallSecrets(Redactor redactor, ProgressSink sink) {
        this.redactor = redactor;
        this.sink = sink;
    }

    void hide(List<ApiRequest> requests) {
        redactor = redactor.with(Secrecy.valuesIn(requests)).hiding(Secrecy.fieldsOf(requests));
    }

    Redactor redactor() {
        return redactor;
    }

    /** Tells how the call goes on, without the secrets known by now. */
    ProgressSink progress() {
        return new QuietProgress(sink, redactor);
    }
}
