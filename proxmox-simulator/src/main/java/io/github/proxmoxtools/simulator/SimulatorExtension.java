package io.github.proxmoxtools.simulator;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts and ends the simulators of {@link ProxmoxSimulator}. */
public final class SimulatorExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SimulatorExtension.class);

    /** For JUnit. */
    public SimulatorExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Simulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // JUnit closes what a store holds when the test that the store belongs to is over.
        return context.getStore(NAMESPACE).computeIfAbsent(Simulator.class, key -> start(context), Simulator.class);
    }

    private static Simulator start(ExtensionContext context) {
        ProxmoxSimulator wish = context.getRequiredTestClass().getAnnotation(ProxmoxSimulator.class);
        if (wish == null) {
            return Simulator.start();
        }
        return Simulator.builder().profile(wish.profile()).nodes(wish.nodes()).taskSpeed(wish.taskSpeed()).start();
    }
}
