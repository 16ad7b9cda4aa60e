/**
 * The configuration of a client: host, credentials, options and retry policy.
 *
 * <p>Every type here is an immutable value and safe to share between threads.
 *
 * <p>Factories and builders make the values. {@link
 * io.github.freedomcard.config.CredentialsProvider} is the one type to implement.
 */
@NullMarked
package io.github.freedomcard.config;

import org.jspecify.annotations.NullMarked;
