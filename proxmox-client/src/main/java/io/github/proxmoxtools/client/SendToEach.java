package io.github.proxmoxtools.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes several calls at the same time; no more of them than there are connections, so that none waits for one. */
final class SendToEach {
    private final Function<ApiRequest, ApiAnswer> sender;
    private final int most;

    SendToEach(Function<ApiRequest, ApiAnswer> sender, int most) {
        this.sender = sender;
        this.most = most;
    }

    List<Reply> replies(List<ApiRequest> requests, Set<String> offline) {
        Semaphore permits = new Semaphore(most);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<Reply>> futures = new ArrayList<>();
            for (ApiRequest request : requests) {
                futures.add(threads.submit(() -> reply(request, offline, permits)));
            }
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> future : futures) {
                replies.add(future.get());
            }
            return replies;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            boolean wrote = requests.stream().anyMatch(request -> request.method() != HttpMethod.GET);
            throw new RequestInterruptedException("several calls were interrupted", wrote, interrupted);
        } catch (ExecutionException mistake) {
            throw new IllegalStateException(mistake.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Reads the names of offline nodes from the list of nodes. */
    static Set<String> offline(@Nullable Object nodes) {
        Set<String> names = new TreeSet<>();
        if (nodes instanceof List<?> rows) {
            for (Object row : rows) {
                if (row instanceof Map<?, ?> fields && "offline".equals(fields.get("status"))) {
                    names.add(String.valueOf(fields.get("node")));
                }
            }
        }
        return names;
    }

    private Reply reply(ApiRequest request, Set<String> offline, Semaphore permits) throws InterruptedException {
        List<String> segments = request.path().segments();
        if (segments.size() > 1 && segments.get(0).equals("nodes") && offline.contains(segments.get(1))) {
            return Reply.of(request, new UnreachableException(UnreachableException.Reason.OFFLINE,
                    request.describe() + ": the node " + segments.get(1) + " is offline and was not asked", null));
        }
        permits.acquire();
        try {
            return Reply.of(request, sender.apply(request));
        } catch (ProxmoxException failure) {
            return Reply.of(request, failure);
        } finally {
            permits.release();
        }
    }
}
