package io.github.freedomcard.spring;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.RateLimitException;
import io.github.freedomcard.model.RequestStatusRequest;
import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Queries the status of a request that does not exist: a documented read without effect, which the
 * server can only respond to after it has verified the signature.
 *
 * <p>UP: the Card API responded, even with an error of its own. UNKNOWN: it limits the rate. DOWN:
 * no connection, refused credentials, or a response that is not one of the Card API.
 */
final class FreedomCardHealthIndicator extends AbstractHealthIndicator {

  private static final RequestOptions ONE_ATTEMPT =
      RequestOptions.builder()
          .timeout(Duration.ofSeconds(5))
          .retryPolicy(RetryPolicy.none())
          .build();

  private final FreedomCardClient client;

  FreedomCardHealthIndicator(FreedomCardClient client) {
    super("The health check of the Card API failed");
    this.client = client.withOptions(ONE_ATTEMPT);
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    RequestStatusRequest unknown =
        RequestStatusRequest.builder().requestId(UUID.randomUUID()).build();
    try {
      client.getRequestStatus(unknown);
      health.up();
    } catch (ApiErrorException e) {
      // Any server may respond with 404: only a text of the envelope shows the Card API.
      if (e.status() < 300 || e.code() != null || e.description() != null) {
        health.up();
      } else {
        health.down(e);
      }
    } catch (RateLimitException e) {
      health.unknown().withException(e);
    } catch (FreedomCardException e) {
      health.down(e);
    }
  }
}
