/** The sandbox for a {@code @SpringBootTest} and for running an application locally. */
@NullMarked
package io.github.freedomcard.spring.test;

import org.jspecify.annotations.NullMarked;
