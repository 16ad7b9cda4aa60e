/**
 * The rules that values are held to, with one wording for each broken rule, and the two small
 * collections that several packages need.
 *
 * <p>Not exported, and free to change. It depends on nothing else here, so that every other package
 * may use it.
 */
@NullMarked
package io.github.freedomcard.internal.util;

import org.jspecify.annotations.NullMarked;
