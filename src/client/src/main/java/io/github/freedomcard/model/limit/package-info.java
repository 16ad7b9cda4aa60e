/**
 * Requests and answers about limits, and the value types of theirs.
 *
 * <p>As everywhere in {@link io.github.freedomcard.model}: made with builders, read by accessors.
 */
@NullMarked
package io.github.freedomcard.model.limit;

import org.jspecify.annotations.NullMarked;
