/**
 * Compares the cost of a call with a baseline without an SDK and with other SDKs. {@link
 * io.github.freedomcard.jmh.Main} runs all benchmarks.
 */
package io.github.freedomcard.jmh;
