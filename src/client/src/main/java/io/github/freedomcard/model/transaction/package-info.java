/**
 * Requests and responses of operations on transactions, and their value types.
 *
 * <p>The rules of {@link io.github.freedomcard.model} apply.
 */
@NullMarked
package io.github.freedomcard.model.transaction;

import org.jspecify.annotations.NullMarked;
