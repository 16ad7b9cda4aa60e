/**
 * Checks the wire format of each operation against the JSON in {@code resources/contract}: the
 * exact request, and a full, a minimal and a hostile response. A new operation adds a folder there
 * and a case to the class of its family.
 */
package io.github.freedomcard.contract;
