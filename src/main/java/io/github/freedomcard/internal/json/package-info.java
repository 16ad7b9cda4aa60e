/** How requests become bytes and bytes become answers. Not exported. */
@NullMarked
package io.github.freedomcard.internal.json;

import org.jspecify.annotations.NullMarked;
