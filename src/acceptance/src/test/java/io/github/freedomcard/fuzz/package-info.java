/** Answers and signatures that nobody would send, very many of them, reproducible by a seed. */
@NullMarked
package io.github.freedomcard.fuzz;

import org.jspecify.annotations.NullMarked;
