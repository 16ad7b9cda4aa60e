/** The client and the sandbox with a real gateway between them. */
@NullMarked
package io.github.freedomcard.gateway;

import org.jspecify.annotations.NullMarked;
