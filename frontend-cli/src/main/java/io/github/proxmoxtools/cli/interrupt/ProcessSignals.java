package io.github.proxmoxtools.cli.interrupt;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * The signals of this process.
 *
 * <p>A shutdown hook would not do: once it runs, a second Ctrl-C is not delivered any more. {@code sun.misc.Signal} is
 * exported by {@code jdk.unsupported} for this very purpose; it is called by reflection because the compiler's warning
 * about it cannot be answered.
 */
public final class ProcessSignals implements Signals {
    @Override
    public void deliverTo(Consumer<Ending> receiver) {
        for (Ending ending : Ending.values()) {
            deliver(ending, receiver);
        }
    }

    /** Where Java does not hand a signal out ({@code -Xrs}), it keeps ending the process. */
    private static void deliver(Ending ending, Consumer<Ending> receiver) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[]{handler},
                    handling(ending, receiver));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(ending.signal()), proxy);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof IllegalArgumentException)) {
                throw new IllegalStateException("signals cannot be received", e);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("signals cannot be received", e);
        }
    }

    private static InvocationHandler handling(Ending ending, Consumer<Ending> receiver) {
        return (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                receiver.accept(ending);
                yield null;
            }
            case "equals" -> isSame(proxy, arguments[0]);
            case "hashCode" -> System.identityHashCode(proxy);
            default -> describe(method, ending);
        };
    }

    /** Its own equals would be asked of this very method again. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Object proxy, Object other) {
        return proxy == other;
    }

    private static String describe(Method method, Ending ending) {
        return method.getName() + " of the handler of " + ending.signal();
    }
}
