/**
 * Requests and responses of operations on payment cards, and their value types.
 *
 * <p>The rules of {@link io.github.freedomcard.model} apply.
 */
@NullMarked
package io.github.freedomcard.model.card;

import org.jspecify.annotations.NullMarked;
