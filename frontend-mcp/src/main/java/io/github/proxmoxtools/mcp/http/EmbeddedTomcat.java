package io.github.proxmoxtools.mcp.http;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Globals;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.modeler.Registry;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** Tomcat, of which only what HTTP itself needs is used: one servlet, virtual threads, no files. */
final class EmbeddedTomcat {
    private static final Logger LOG = Logger.getLogger("org.apache");
    private static final int MOST_CONNECTIONS = 8192;
    private static final int SILENCE_MILLISECONDS = 30_000;
    private static final int LAST_BREATH_MILLISECONDS = 200;

    private final HttpSettings settings;
    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector(new Http11NioProtocol());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Path folder;

    private EmbeddedTomcat(HttpSettings settings) throws IOException {
        this.settings = settings;
        this.folder = Files.createTempDirectory("proxmox-mcp-");
    }

    static EmbeddedTomcat start(HttpSettings settings, HttpLimits limits, Servlet front) throws IOException {
        // What goes wrong from here on is said by this program, in its own words.
        LOG.setLevel(Level.OFF);
        Registry.disableRegistry();
        EmbeddedTomcat embedded = new EmbeddedTomcat(settings);
        try {
            embedded.prepare(limits, front);
            embedded.tomcat.start();
        } catch (LifecycleException | RuntimeException e) {
            embedded.stop();
            throw new IOException(reasonOf(e), e);
        }
        LOG.setLevel(Level.WARNING);
        return embedded;
    }

    private static String reasonOf(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private void prepare(HttpLimits limits, Servlet front) {
        tomcat.setBaseDir(folder.toString());
        prepareConnector(limits);
        tomcat.setConnector(connector);
        StandardContext context = (StandardContext) tomcat.addContext("", null);
        context.setCookies(false);
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
        context.setUnloadDelay(LAST_BREATH_MILLISECONDS);
        Tomcat.addServlet(context, "front", front).addMapping("/*");
        ErrorReportValve errors = new ErrorReportValve();
        errors.setShowReport(false);
        errors.setShowServerInfo(false);
        tomcat.getHost().getPipeline().addValve(errors);
    }

    private void prepareConnector(HttpLimits limits) {
        connector.setPort(settings.port());
        connector.setThrowOnFailure(true);
        // Also refused, but only after the same look at who asks as anything else.
        connector.setAllowTrace(true);
        connector.setXpoweredBy(false);
        Http11NioProtocol http = (Http11NioProtocol) connector.getProtocolHandler();
        http.setAddress(settings.address());
        http.setExecutor(threads);
        http.setMaxConnections(MOST_CONNECTIONS);
        // As many may come at once; the system lowers it to what it can queue.
        http.setAcceptCount(MOST_CONNECTIONS);
        http.setConnectionTimeout(SILENCE_MILLISECONDS);
        http.setMaxKeepAliveRequests(-1);
        // A client that sends too much gets to read why, unless it goes on for very long.
        http.setMaxSwallowSize(2 * limits.body());
        HttpSettings.Certificate certificate = settings.certificate();
        if (certificate != null) {
            connector.setScheme(settings.scheme());
            encrypt(http, certificate);
        }
    }

    private static void encrypt(Http11NioProtocol http, HttpSettings.Certificate certificate) {
        SSLHostConfig tls = new SSLHostConfig();
        tls.setProtocols("TLSv1.2+TLSv1.3");
        SSLHostConfigCertificate own = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
        own.setCertificateFile(certificate.chain().toString());
        own.setCertificateKeyFile(certificate.key().toString());
        tls.addCertificate(own);
        http.addSslHostConfig(tls);
        http.setSSLEnabled(true);
        http.setSecure(true);
    }

    String url() {
        return settings.scheme() + "://" + settings.authority(connector.getLocalPort());
    }

    /** Takes no new connections. */
    void pause() {
        connector.pause();
    }

    void stop() {
        LOG.setLevel(Level.OFF);
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            // It serves nobody any more, and the process ends.
        }
        threads.shutdownNow();
        // Where they are left, the next Tomcat of this JVM makes the folder again.
        System.clearProperty(Globals.CATALINA_HOME_PROP);
        System.clearProperty(Globals.CATALINA_BASE_PROP);
        delete(folder);
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException problem)
                        throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // Empty folders among temporary files harm nobody.
        }
    }
}
