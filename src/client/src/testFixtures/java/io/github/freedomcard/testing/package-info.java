/** What several tests share. */
@NullMarked
package io.github.freedomcard.testing;

import org.jspecify.annotations.NullMarked;
