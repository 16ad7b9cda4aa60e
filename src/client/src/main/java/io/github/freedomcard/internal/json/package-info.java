/**
 * How requests become bytes, and bytes become responses.
 *
 * <p>Not exported, so it may change at any time. Run the fuzz tests after a change.
 */
@NullMarked
package io.github.freedomcard.internal.json;

import org.jspecify.annotations.NullMarked;
