package io.github.proxmoxtools.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** Logging of the tests: every logger of everybody is enabled at every level while somebody captures. */
public final class CapturedLogs implements SLF4JServiceProvider {
    private static final List<String> LINES = new CopyOnWriteArrayList<>();
    private static volatile boolean captures;

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter contexts = new NOPMDCAdapter();

    private static final class Capturing extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        Capturing(String name) {
            this.name = name;
        }

        @Override
        protected void handleNormalizedLoggingCall(Level level, Marker marker, String message, Object[] arguments,
                Throwable throwable) {
            String text = MessageFormatter.basicArrayFormat(message, arguments);
            LINES.add(name + " " + level + " " + text + (throwable == null ? "" : " " + throwable));
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return Capturing.class.getName();
        }

        @Override
        public boolean isTraceEnabled() {
            return captures;
        }

        @Override
        public boolean isDebugEnabled() {
            return captures;
        }

        @Override
        public boolean isInfoEnabled() {
            return captures;
        }

        @Override
        public boolean isWarnEnabled() {
            return captures;
        }

        @Override
        public boolean isErrorEnabled() {
            return captures;
        }
    }

    static List<String> during(Runnable what) {
        LINES.clear();
        captures = true;
        try {
            what.run();
            return List.copyOf(LINES);
        } finally {
            captures = false;
        }
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return Capturing::new;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return contexts;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {
        // There is nothing to prepare.
    }
}
