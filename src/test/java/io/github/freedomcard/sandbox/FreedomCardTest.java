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
 * methods of one class must not run concurrently; classes may.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FreedomCardExtension.class)
public @interface FreedomCardTest {}
