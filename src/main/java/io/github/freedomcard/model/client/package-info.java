/** Requests and answers about clients and cardholders, and the value types of theirs. */
@NullMarked
package io.github.freedomcard.model.client;

import org.jspecify.annotations.NullMarked;
