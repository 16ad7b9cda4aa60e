@NullMarked
package io.github.freedomcard.spring;

import org.jspecify.annotations.NullMarked;
