/**
 * The signature of a request, made and checked: usable without the client, for a proxy, a test or a
 * server that stands in for the API.
 *
 * <p>It is a JWS with a detached payload (documented: Card API, "Signature"; RFC 7515, appendix F).
 * Every type here is safe to share between threads.
 *
 * <p>To be used as it is; the wire format is promised, and nothing here is made to be implemented.
 */
@NullMarked
package io.github.freedomcard.signing;

import org.jspecify.annotations.NullMarked;
