package io.github.freedomcard.sandbox;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A JUnit 5 test class on the sandbox: its methods and constructor may take a {@link
 * FreedomCardSandbox}, a {@code FreedomCardClient} and a {@code FreedomCardAsyncClient}.
 *
 * <p>One sandbox serves the class and its nested classes, and is reset before each test, so the
 * methods of one class must not run concurrently; classes may. Each test has a client of its own,
 * which is closed after it; a {@code @BeforeAll} or {@code @AfterAll} method, and the constructor
 * of a class with one instance for all tests, get one that lives as long as the class.
 *
 * <p>A test that passed fails after all if a fault that it armed for a certain request never
 * happened, see {@link Faults#pending}; {@link Faults#clear} at its end disarms them.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FreedomCardExtension.class)
public @interface FreedomCardTest {}
