/**
 * What the Card API can do: each operation as a value, with its path, its effect and the evidence
 * that it rests on.
 *
 * <p>The catalogue is {@link io.github.freedomcard.operation.CardOperations}, {@link
 * io.github.freedomcard.operation.ClientOperations}, {@link
 * io.github.freedomcard.operation.TransactionOperations}, {@link
 * io.github.freedomcard.operation.LimitOperations}, {@link
 * io.github.freedomcard.operation.GiftCardOperations} and {@link
 * io.github.freedomcard.operation.RequestOperations}; an endpoint that is not in it is described
 * with the factories of {@link io.github.freedomcard.operation.Operation}.
 *
 * <p>{@link io.github.freedomcard.model.IdempotentRequest} and {@link
 * io.github.freedomcard.model.IdentifiedRead} are for requests of your own. An enum may gain a
 * value in a minor version, so give each {@code switch} a {@code default}.
 */
@NullMarked
package io.github.freedomcard.operation;

import org.jspecify.annotations.NullMarked;
