package io.github.freedomcard.spring.observation;

import io.github.freedomcard.operation.Operation;
import io.micrometer.observation.transport.RequestReplySenderContext;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** An HTTP request of a call; tracing adds its headers to the carrier. */
public final class FreedomCardRequestContext
    extends RequestReplySenderContext<Request.Builder, Response> {

  private final @Nullable Operation<?, ?> operation;

  FreedomCardRequestContext(Request request) {
    super(
        (carrier, key, value) -> {
          // A header of the client, such as the signature, must not be replaced.
          if (carrier != null && request.header(key) == null) {
            carrier.header(key, value);
          }
        });
    this.operation = request.tag(Operation.class);
    setCarrier(request.newBuilder());
    setRemoteServiceName("freedom-card");
    setRemoteServiceAddress(
        request.url().scheme() + "://" + request.url().host() + ":" + request.url().port());
  }

  /** Returns the name of the operation that is sent. */
  public String operation() {
    return operation == null ? "unknown" : operation.name();
  }

  /** Returns whether the client queries the status of a command, on its own or while it waits. */
  public boolean isStatusQuery() {
    return getParentObservation() != null
        && getParentObservation().getContextView() instanceof FreedomCardCallContext call
        && !call.operation().equals(operation());
  }
}
