/**
 * Spring Boot auto-configuration of the Freedom Card client.
 *
 * <p>{@link io.github.freedomcard.spring.FreedomCardProperties} lists the properties. Beans of type
 * {@code CredentialsProvider}, {@link
 * io.github.freedomcard.spring.FreedomCardClientBuilderCustomizer} and {@code FreedomCardClient}
 * replace what they configure.
 */
@NullMarked
package io.github.freedomcard.spring;

import org.jspecify.annotations.NullMarked;
