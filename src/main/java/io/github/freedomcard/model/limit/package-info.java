/** Requests and answers about limits, and the value types of theirs. */
@NullMarked
package io.github.freedomcard.model.limit;

import org.jspecify.annotations.NullMarked;
