@NullMarked
package io.github.freedomcard.spring.observation;

import org.jspecify.annotations.NullMarked;
