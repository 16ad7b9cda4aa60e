package io.github.freedomcard.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * A request as received, with everything that determines its response.
 *
 * @param path with the query, if any
 * @param body the bytes that the signature covers
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record SandboxRequest(
    String method,
    String path,
    @Nullable String contentType,
    @Nullable String requestId,
    @Nullable String signature,
    byte[] body) {}
