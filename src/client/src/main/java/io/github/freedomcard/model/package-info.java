/**
 * What is sent and what comes back: one immutable record per request and answer, and the value
 * types that they share.
 *
 * <p>Component names are the wire's names in camel case. What the contract does not name is kept,
 * in both directions, in {@code additionalProperties}. Codes are open: an unknown value is kept as
 * it came. Secrets and person data are {@link io.github.freedomcard.model.Sensitive} and never show
 * in a {@code toString}.
 *
 * <p>A record may gain a component in a minor version: make requests with their builders, and
 * neither call a record's constructor nor take it apart in a pattern.
 */
@NullMarked
package io.github.freedomcard.model;

import org.jspecify.annotations.NullMarked;
