/**
 * Requests and responses, one immutable record each, and their value types.
 *
 * <p>Component names are the wire names in camel case. Fields that the contract does not name are
 * kept in {@code additionalProperties}, in both directions. Unknown codes are kept ({@link
 * io.github.freedomcard.model.OpenEnum}). Secrets and personal data are {@link
 * io.github.freedomcard.model.Sensitive}; no {@code toString} shows them. All records are safe to
 * share between threads.
 *
 * <p>A record checks its fields when it is constructed or built, before anything is sent. It throws
 * a {@code NullPointerException} that names a missing required field, and an {@code
 * IllegalArgumentException} that names a field which breaks a rule: a text is blank, a value is
 * outside of what the field's description allows, or an additional property has the wire name of a
 * declared field. Collections are copied; a list that a response does not have is empty.
 *
 * <p>A record may gain a component in a minor version: build requests with their builders, and do
 * not call a record's constructor or match it with a record pattern.
 */
@NullMarked
package io.github.freedomcard.model;

import org.jspecify.annotations.NullMarked;
