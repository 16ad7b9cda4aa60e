/**
 * An in-process Card API for tests: {@link io.github.freedomcard.sandbox.FreedomCardSandbox}.
 *
 * <p>{@link io.github.freedomcard.sandbox.Standalone} runs it for a service in any language.
 *
 * <p>The sandbox implements the paths, fields, codes and formats that the vendor documents. All
 * other behaviour is an assumption; the guide <a
 * href="https://github.com/freedomcard/freedom-card-client/blob/main/src/docs/assumptions.md">Assumptions</a>
 * lists every one. A test that passes only because of an assumption proves nothing about the
 * vendor.
 */
@NullMarked
package io.github.freedomcard.sandbox;

import org.jspecify.annotations.NullMarked;
