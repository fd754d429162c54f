package io.github.proxmoxtools.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the cluster for its members over a trusted connection, and remembers them.
 *
 * <p>In the background, after a call that was answered: once per hour, and not at first where what is remembered is young.
 */
final class MemberLearning {
    private static final Logger LOG = LoggerFactory.getLogger(ProxmoxClient.class);
    private static final Duration AGAIN_AFTER = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofMillis(500);
    /** The certificate that a user uploaded is shown in place of the cluster's own. */
    private static final List<String> CERTIFICATES = List.of("pveproxy-ssl.pem", "pve-ssl.pem");

    private static final Pattern NODE = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?");
    private static final Pattern SHA_256 = Pattern.compile("(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2}");

    private final boolean verifies;
    private final int defaultPort;
    private final Hosts hosts;
    private final ProxmoxClient client;
    private final Optional<MemberMemory> memory;
    private final TaskTime time;
    private final AtomicLong nextTime;
    private volatile @Nullable Thread learner;

    MemberLearning(ClientOptions options, Hosts hosts, ProxmoxClient client) {
        this.verifies = !(options.trust() instanceof Trust.Unverified);
        this.defaultPort = options.hosts().get(0).port();
        this.hosts = hosts;
        this.client = client;
        this.memory = options.resilience().remembered();
        this.time = options.resilience().time();
        boolean fresh = memory.map(MemberMemory::isFresh).orElse(false);
        this.nextTime = new AtomicLong(time.nanoTime() + (fresh ? AGAIN_AFTER.toNanos() : 0));
        memory.ifPresent(remembered -> hosts.learn(trusted(remembered.load())));
    }

    void afterAnswer() {
        long due = nextTime.get();
        long now = time.nanoTime();
        if (memory.isPresent() && now - due >= 0 && nextTime.compareAndSet(due, now + AGAIN_AFTER.toNanos())) {
            learner = Thread.ofVirtual().name("proxmox-members").start(this::learnQuietly);
        }
    }

    List<Member> learn() {
        nextTime.set(time.nanoTime() + AGAIN_AFTER.toNanos());
        Map<String, Host> online = online(client.send(ApiRequest.get(ApiPath.parse("/cluster/status"))).data());
        List<Member> members = verifies ? withFingerprints(online) : withoutFingerprints(online);
        hosts.learn(members);
        if (verifies) {
            memory.ifPresent(remembered -> remembered.save(members));
        }
        return members;
    }

    /** Lets a lesson that has begun come to its end, if that is soon. */
    void close() {
        Thread thread = learner;
        if (thread == null || thread.equals(Thread.currentThread())) {
            return;
        }
        try {
            if (!thread.join(GRACE)) {
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void learnQuietly() {
        try {
            List<Member> members = learn();
            LOG.debug("Members of the cluster: {}", members.size());
        } catch (ApiException notAllowed) {
            // Whoever may not ask today may not ask again in a minute.
            memory.ifPresent(remembered -> remembered.save(remembered.load()));
            LOG.debug("The members of the cluster are not told: {}", notAllowed.getMessage());
        } catch (ProxmoxException notNow) {
            LOG.debug("The members of the cluster cannot be learned: {}", notNow.getMessage());
        }
    }

    private List<Member> trusted(List<Member> remembered) {
        return remembered.stream().filter(member -> member.fingerprint().isPresent()).toList();
    }

    private Map<String, Host> online(@Nullable Object status) {
        Map<String, Host> online = new LinkedHashMap<>();
        if (status instanceof List<?> rows) {
            for (Object row : rows) {
                if (row instanceof Map<?, ?> fields && "node".equals(fields.get("type"))
                        && isTrue(fields.get("online")) && fields.get("ip") instanceof String ip
                        && fields.get("name") instanceof String name && NODE.matcher(name).matches()) {
                    host(ip).ifPresent(host -> online.put(name, host));
                }
            }
        }
        return online;
    }

    private Optional<Host> host(String address) {
        try {
            return Optional.of(new Host(address, defaultPort));
        } catch (IllegalArgumentException unusual) {
            LOG.debug("Not an address that can be remembered: {}", unusual.getMessage());
            return Optional.empty();
        }
    }

    private List<Member> withFingerprints(Map<String, Host> online) {
        List<ApiRequest> questions = online.keySet().stream().map(node -> ApiRequest
                .get(ApiPath.expand("/nodes/{node}/certificates/info", Map.of("node", node)))).toList();
        List<Member> members = new ArrayList<>();
        for (Reply reply : client.sendToEach(questions)) {
            String node = reply.request().path().segments().get(1);
            Host host = online.get(node);
            reply.answer().flatMap(answer -> fingerprint(answer.data())).ifPresent(pin -> {
                if (host != null) {
                    members.add(new Member(node, host, pin));
                }
            });
        }
        return members;
    }

    private static List<Member> withoutFingerprints(Map<String, Host> online) {
        List<Member> members = new ArrayList<>();
        online.forEach((node, host) -> members.add(new Member(node, host, null)));
        return members;
    }

    private static Optional<String> fingerprint(@Nullable Object certificates) {
        Map<String, String> byFile = new LinkedHashMap<>();
        if (certificates instanceof List<?> rows) {
            for (Object row : rows) {
                if (row instanceof Map<?, ?> fields && fields.get("filename") instanceof String file
                        && fields.get("fingerprint") instanceof String pin && SHA_256.matcher(pin).matches()) {
                    byFile.put(file, pin);
                }
            }
        }
        return CERTIFICATES.stream().flatMap(file -> Optional.ofNullable(byFile.get(file)).stream()).findFirst();
    }

    private static boolean isTrue(@Nullable Object flag) {
        return flag != null && !flag.toString().equals("0") && !flag.toString().equals("false");
    }
}
