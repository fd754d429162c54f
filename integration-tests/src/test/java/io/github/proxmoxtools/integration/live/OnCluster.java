package io.github.proxmoxtools.integration.live;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test a {@link TestCluster}, and ends it with the test. */
final class OnCluster implements ParameterResolver, AfterEachCallback {
    private static final Namespace SPACE = Namespace.create(OnCluster.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestCluster cluster = TestSettings.from(name -> setting(context, name)).map(TestCluster::at)
                .orElseGet(TestCluster::simulated);
        context.getStore(SPACE).put(TestCluster.class, cluster);
        return cluster;
    }

    /** From the run's own parameters, else from the environment. */
    private static Optional<String> setting(ExtensionContext context, String name) {
        return context.getConfigurationParameter(name).or(() -> Optional.ofNullable(System.getenv(name)))
                .filter(value -> !value.isBlank());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestCluster cluster = context.getStore(SPACE).remove(TestCluster.class, TestCluster.class);
        if (cluster != null) {
            cluster.close();
        }
    }
}
