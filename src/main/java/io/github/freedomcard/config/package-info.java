/**
 * What a client is set up with: where the API is, who calls it, and what one call may take.
 *
 * <p>Every type here is an immutable value and safe to share between threads.
 */
@NullMarked
package io.github.freedomcard.config;

import org.jspecify.annotations.NullMarked;
