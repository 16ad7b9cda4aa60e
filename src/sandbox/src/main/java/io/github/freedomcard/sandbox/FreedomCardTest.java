package io.github.freedomcard.sandbox;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a JUnit 5 or JUnit 6 test class on a sandbox.
 *
 * <p>Test methods and the constructor may declare parameters of type {@link FreedomCardSandbox},
 * {@code FreedomCardClient} and {@code FreedomCardAsyncClient}. The class and its nested classes
 * share one sandbox, which is reset before each test. Each test has its own client, which is closed
 * after the test. A {@code @BeforeAll} or {@code @AfterAll} method, and the constructor of a class
 * with one instance for all tests, receive a client that lives as long as the class.
 *
 * <p>A test that JUnit may run concurrently with others of its class has its own sandbox, which is
 * closed after the test; so do nested classes that run concurrently and whose methods do not. Then
 * a {@code @BeforeAll} method receives another sandbox than the tests.
 *
 * <p>A test that passed fails if a fault that it armed for a certain request was not triggered, see
 * {@link Faults#pending}. Call {@link Faults#clear} at the end of the test to disarm such faults.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FreedomCardExtension.class)
public @interface FreedomCardTest {}
