/** Requests and answers about payment cards, and the value types of theirs. */
@NullMarked
package io.github.freedomcard.model.card;

import org.jspecify.annotations.NullMarked;
