/**
 * What a client is set up with: where the API is, who calls it, and what one call may take.
 *
 * <p>Every type here is an immutable value and safe to share between threads.
 *
 * <p>Made by factories and builders, from outside; {@link
 * io.github.freedomcard.config.CredentialsProvider} is the one type here to implement.
 */
@NullMarked
package io.github.freedomcard.config;

import org.jspecify.annotations.NullMarked;
