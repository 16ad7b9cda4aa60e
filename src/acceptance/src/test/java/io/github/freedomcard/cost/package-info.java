/** Measures what the sandbox costs a test suite. */
@NullMarked
package io.github.freedomcard.cost;

import org.jspecify.annotations.NullMarked;
