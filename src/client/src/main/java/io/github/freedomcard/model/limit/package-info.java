/**
 * Requests and responses of operations on limits, and their value types.
 *
 * <p>The rules of {@link io.github.freedomcard.model} apply.
 */
@NullMarked
package io.github.freedomcard.model.limit;

import org.jspecify.annotations.NullMarked;
