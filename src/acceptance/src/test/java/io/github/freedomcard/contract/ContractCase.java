package io.github.freedomcard.contract;

import io.github.freedomcard.operation.Operation;

/** One operation's request and responses as records; the resources hold them as JSON. */
record ContractCase(
    Operation<?, ?> operation, Object request, Object full, Object minimal, Object hostile) {}
