/** Fixtures of the tests of several modules. */
@NullMarked
package io.github.freedomcard.testing;

import org.jspecify.annotations.NullMarked;
