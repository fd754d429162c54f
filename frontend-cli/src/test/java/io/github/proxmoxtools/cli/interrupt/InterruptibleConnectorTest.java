package io.github.proxmoxtools.cli.interrupt;

import io.github.proxmoxtools.cli.cluster.Connector;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import static org.junit.jupiter.api.Assertions.assertEquals;

class InterruptibleConnectorTest {
    @Test
    void handsOnEverythingEvenWhatHasADefault() throws NoSuchMethodException {
        for (Method method : Connector.class.getMethods()) {
            assertEquals(InterruptibleConnector.class, InterruptibleConnector.class
                    .getMethod(method.getName(), method.getParameterTypes()).getDeclaringClass(), method::toString);
        }
    }
}
