package io.github.proxmoxtools.simulator;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a JUnit class, or one test, a simulated cluster of its own.
 *
 * <p>A parameter of type {@link Simulator} receives it; it starts with the first parameter that asks for it, and ends
 * with the test. What a {@code @BeforeAll} method or a constructor asked for is shared by the tests of the class.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(SimulatorExtension.class)
public @interface ProxmoxSimulator {
    /**
     * Chooses the version.
     *
     * @return {@code 7.4}, {@code 8.4} or {@code 9.2}
     */
    String profile() default "9.2";

    /**
     * Names the nodes.
     *
     * @return their names
     */
    String[] nodes() default {"pve1", "pve2", "pve3"};

    /**
     * Chooses what is on the cluster at first.
     *
     * @return the seed
     */
    Seed seed() default Seed.SMALL;

    /**
     * Chooses how many guests there are.
     *
     * @return how many; as many as the seed has when it is negative
     */
    int guests() default -1;

    /**
     * Chooses how many times faster than real ones tasks are.
     *
     * @return the factor
     */
    double taskSpeed() default 50;
}
