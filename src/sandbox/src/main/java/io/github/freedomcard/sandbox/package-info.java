/**
 * A Card API for tests: {@link io.github.freedomcard.sandbox.FreedomCardSandbox}.
 *
 * <p>{@link io.github.freedomcard.sandbox.Standalone} runs it for a service in any language.
 *
 * <p>Where the vendor documents paths, fields, codes and formats, the sandbox keeps to them. All
 * else is an assumption of its own; the one list of them is the README's <a
 * href="https://github.com/freedomcard/freedom-card-client#what-the-sandbox-assumes">What the
 * sandbox assumes</a>. A test that passes only because of an assumption says nothing about the
 * vendor.
 */
@NullMarked
package io.github.freedomcard.sandbox;

import org.jspecify.annotations.NullMarked;
