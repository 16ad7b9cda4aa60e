/**
 * How requests become bytes and bytes become answers.
 *
 * <p>Not exported, and free to change; what every answer goes through is held by the fuzz, which is
 * to be run after a change.
 */
@NullMarked
package io.github.freedomcard.internal.json;

import org.jspecify.annotations.NullMarked;
