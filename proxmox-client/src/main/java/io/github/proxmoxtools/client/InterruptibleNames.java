package io.github.proxmoxtools.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.DnsResolver;

/** Looks names up in a thread of their own, because the JDK's look-up hears no interrupt. */
final class InterruptibleNames implements DnsResolver {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        if (ADDRESS.matcher(host).matches()) {
            return InetAddress.getAllByName(host);
        }
        FutureTask<InetAddress[]> looking = new FutureTask<>(() -> InetAddress.getAllByName(host));
        Thread.ofVirtual().name("proxmox-names").start(looking);
        try {
            return looking.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host + ": the look-up was interrupted");
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof UnknownHostException unknown
                    ? unknown
                    : new UnknownHostException(host + ": " + failure.getCause());
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
