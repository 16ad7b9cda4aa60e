/** Feeds many malformed responses and signatures to the client, reproducible by a seed. */
@NullMarked
package io.github.freedomcard.fuzz;

import org.jspecify.annotations.NullMarked;
