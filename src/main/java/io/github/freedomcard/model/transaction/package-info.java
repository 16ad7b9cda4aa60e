/** Requests and answers about transactions, and the value types of theirs. */
@NullMarked
package io.github.freedomcard.model.transaction;

import org.jspecify.annotations.NullMarked;
