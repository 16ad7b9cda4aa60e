package io.github.freedomcard.contract;

import io.github.freedomcard.operation.Operation;

/** One operation's request and answers as records; the same as text are in the resources. */
record ContractCase(
    Operation<?, ?> operation, Object request, Object full, Object minimal, Object hostile) {}
