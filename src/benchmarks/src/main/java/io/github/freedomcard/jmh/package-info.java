/**
 * The benchmarks: what a call of the client costs beside a floor that no client can be under, and
 * beside its peers. {@link io.github.freedomcard.jmh.Main} runs them all.
 */
package io.github.freedomcard.jmh;
