/**
 * Signing and verifying requests. Usable without the client, in a proxy, a test, or a server that
 * replaces the API.
 *
 * <p>A signature is a JWS with a detached payload (documented: Card API, "Signature"; RFC 7515,
 * appendix F). Every type here is safe to share between threads.
 *
 * <p>The wire format is stable. No type here is made to be implemented.
 */
@NullMarked
package io.github.freedomcard.signing;

import org.jspecify.annotations.NullMarked;
