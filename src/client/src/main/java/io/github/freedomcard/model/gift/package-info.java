/**
 * Requests and responses of operations on gift cards, and their value types.
 *
 * <p>Gift cards are a family of their own: their {@code status} is a number, their times have no
 * offset, their card ids are integers, and their requests carry no {@code request_id}.
 *
 * <p>The rules of {@link io.github.freedomcard.model} apply.
 */
@NullMarked
package io.github.freedomcard.model.gift;

import org.jspecify.annotations.NullMarked;
