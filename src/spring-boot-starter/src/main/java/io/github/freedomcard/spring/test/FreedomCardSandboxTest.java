package io.github.freedomcard.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a {@code @SpringBootTest} a sandbox in place of the configured host and credentials. It
 * needs the artifact {@code freedom-card-sandbox} in test scope, and no property.
 *
 * <pre>{@code
 * @SpringBootTest
 * @FreedomCardSandboxTest
 * class ChargeTest {
 *   @Autowired FreedomCardSandbox sandbox;
 *   @Autowired ChargeService service;
 * }
 * }</pre>
 *
 * <p>The sandbox is a bean: it starts with the application context, ends with it, and is shared by
 * all tests that share the context. It is reset before each test, so such tests must not run
 * concurrently. A test that passed fails if a fault that it armed for a certain request was not
 * triggered; call {@code sandbox.faults().clear()} at its end to disarm such faults. A bean of type
 * {@code SandboxOptions} sets options.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface FreedomCardSandboxTest {}
