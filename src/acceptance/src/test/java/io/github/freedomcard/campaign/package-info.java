/**
 * Kills the processes of an application with a journal, and compares its data with the server's.
 */
@NullMarked
package io.github.freedomcard.campaign;

import org.jspecify.annotations.NullMarked;
