@NullMarked
package io.github.freedomcard.spring.test;

import org.jspecify.annotations.NullMarked;
