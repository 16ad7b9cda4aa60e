/**
 * The operations of the Card API. Each is a value with a path, an effect and a grade of evidence.
 *
 * <p>The catalogue is {@link io.github.freedomcard.operation.CardOperations}, {@link
 * io.github.freedomcard.operation.ClientOperations}, {@link
 * io.github.freedomcard.operation.TransactionOperations}, {@link
 * io.github.freedomcard.operation.LimitOperations}, {@link
 * io.github.freedomcard.operation.GiftCardOperations} and {@link
 * io.github.freedomcard.operation.RequestOperations}. The factories of {@link
 * io.github.freedomcard.operation.Operation} describe an endpoint that is not in it.
 *
 * <p>{@link io.github.freedomcard.model.IdempotentRequest} and {@link
 * io.github.freedomcard.model.IdentifiedRead} are for requests of your own. A minor version may add
 * a value to an enum, so give each {@code switch} a {@code default}.
 */
@NullMarked
package io.github.freedomcard.operation;

import org.jspecify.annotations.NullMarked;
