/**
 * Micrometer observations of calls and of the HTTP requests that a call sends.
 *
 * <p>{@link io.github.freedomcard.spring.observation.FreedomCardObservationDocumentation} lists
 * names and keys. A bean of type {@link
 * io.github.freedomcard.spring.observation.FreedomCardCallObservationConvention} or {@link
 * io.github.freedomcard.spring.observation.FreedomCardRequestObservationConvention} changes them.
 */
@NullMarked
package io.github.freedomcard.spring.observation;

import org.jspecify.annotations.NullMarked;
