/**
 * Requests and answers about gift cards, and the value types of theirs.
 *
 * <p>Gift cards are a family of their own: their {@code status} is a number, their times have no
 * offset, their card ids are integers, and their requests carry no {@code request_id}.
 *
 * <p>As everywhere in {@link io.github.freedomcard.model}: made with builders, read by accessors.
 */
@NullMarked
package io.github.freedomcard.model.gift;

import org.jspecify.annotations.NullMarked;
