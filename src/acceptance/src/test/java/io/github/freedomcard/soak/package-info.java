/** Very many commands with faults of all kinds, and not one wrong effect or outcome. */
@NullMarked
package io.github.freedomcard.soak;

import org.jspecify.annotations.NullMarked;
