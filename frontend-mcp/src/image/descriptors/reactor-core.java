// Reactor's own service files name two optional tools (Micrometer, BlockHound) that are not in the image: not repeated here.
module reactor.core {
    requires org.slf4j;
    requires transitive java.logging;
    requires transitive org.reactivestreams;
    exports reactor.adapter;
    exports reactor.core;
    exports reactor.core.observability;
    exports reactor.core.publisher;
    exports reactor.core.scheduler;
    exports reactor.util;
    exports reactor.util.annotation;
    exports reactor.util.concurrent;
    exports reactor.util.context;
    exports reactor.util.function;
    exports reactor.util.retry;
}
