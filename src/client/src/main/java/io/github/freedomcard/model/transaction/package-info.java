/**
 * Requests and answers about transactions, and the value types of theirs.
 *
 * <p>As everywhere in {@link io.github.freedomcard.model}: made with builders, read by accessors.
 */
@NullMarked
package io.github.freedomcard.model.transaction;

import org.jspecify.annotations.NullMarked;
