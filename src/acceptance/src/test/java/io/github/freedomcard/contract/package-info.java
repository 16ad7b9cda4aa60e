/**
 * The wire format of each operation, held against {@code src/test/resources/contract}: the exact
 * request, and a full, a minimal and a hostile answer. A new operation brings a folder there and a
 * case in the class of its family.
 */
package io.github.freedomcard.contract;
