/**
 * Requests and responses of operations on clients and cardholders, and their value types.
 *
 * <p>The rules of {@link io.github.freedomcard.model} apply.
 */
@NullMarked
package io.github.freedomcard.model.client;

import org.jspecify.annotations.NullMarked;
