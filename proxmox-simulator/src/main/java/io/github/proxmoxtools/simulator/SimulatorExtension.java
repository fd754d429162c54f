package io.github.proxmoxtools.simulator;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts and ends the simulators of {@link ProxmoxSimulator}; works with JUnit 5.10 and later. */
public final class SimulatorExtension implements ParameterResolver, AfterEachCallback, AfterAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(SimulatorExtension.class);

    /** What a store holds: versions of JUnit differ in whether they close what they hold themselves. */
    private record Running(Simulator simulator) {}

    /** For JUnit. */
    public SimulatorExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Simulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = context.getStore(NAMESPACE);
        // Looks into the class's store too: what a @BeforeAll method or a constructor got is for all its tests.
        Running running = store.get(Simulator.class, Running.class);
        if (running == null) {
            running = new Running(start(context));
            store.put(Simulator.class, running);
        }
        return running.simulator();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        end(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        end(context);
    }

    private static void end(ExtensionContext context) {
        Running running = context.getStore(NAMESPACE).remove(Simulator.class, Running.class);
        if (running != null) {
            running.simulator().close();
        }
    }

    private static Simulator start(ExtensionContext context) {
        return wish(context).map(SimulatorExtension::start).orElseGet(Simulator::start);
    }

    /** What stands at the test counts before what stands at its class, and that before the classes around it. */
    private static Optional<ProxmoxSimulator> wish(ExtensionContext context) {
        Optional<ProxmoxSimulator> own = context.getElement().flatMap(SimulatorExtension::wish);
        return own.isPresent() ? own : context.getParent().flatMap(SimulatorExtension::wish);
    }

    private static Optional<ProxmoxSimulator> wish(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(ProxmoxSimulator.class));
    }

    private static Simulator start(ProxmoxSimulator wish) {
        Simulator.Builder builder = Simulator.builder().profile(wish.profile()).taskSpeed(wish.taskSpeed())
                .seed(wish.seed());
        return (wish.guests() < 0 ? builder : builder.guests(wish.guests())).nodes(wish.nodes()).start();
    }
}
