package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox's result for a request.
 *
 * @param refusal why the request was refused, for the log and the journal; null if it was not
 */
record OperationResult(int status, ObjectNode body, @Nullable Refusal refusal) {}
