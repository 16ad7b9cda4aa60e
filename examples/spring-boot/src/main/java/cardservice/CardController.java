package cardservice;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.card.BlockCardRequest;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Blocks cards.
 *
 * <p>200: the card is blocked. 202: the request is in process. 409: the request was refused and had
 * no effect. 503: the outcome is unknown; the caller retries with the {@code requestId} of the
 * response in the header {@code Request-Id}, which never blocks a second time.
 */
@RestController
class CardController {

  private static final Logger LOG = LoggerFactory.getLogger(CardController.class);

  private final FreedomCardClient client;

  CardController(FreedomCardClient client) {
    this.client = client;
  }

  /** Why a card is blocked. */
  record Reason(String description) {
    Reason {
      // Spring responds with 400.
      requireNonNull(description, "description");
    }
  }

  /** The state of the request. */
  record Progress(UUID requestId, String requestStatus) {}

  @PostMapping("/cards/{cardId}/block")
  ResponseEntity<Progress> block(
      @PathVariable String cardId,
      @RequestBody Reason reason,
      @RequestHeader(name = "Request-Id", required = false) UUID earlier) {
    BlockCardRequest request =
        BlockCardRequest.builder()
            .cardId(cardId)
            .description(reason.description())
            .requestId(earlier)
            .build();
    // Of a request that succeeded before, it returns the state.
    RequestState state = client.blockCard(request);
    return ResponseEntity.status(state.isSuccess() ? HttpStatus.OK : HttpStatus.ACCEPTED)
        .body(new Progress(request.requestId(), String.valueOf(state.requestStatus())));
  }

  @ExceptionHandler
  ProblemDetail failed(FreedomCardException e) {
    LOG.warn("{}", e.getMessage());
    HttpStatus status =
        switch (e.outcome()) {
          case NOT_PROCESSED -> HttpStatus.CONFLICT;
          case UNKNOWN, READ_ONLY -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, e.outcome().toString());
    problem.setProperty("requestId", e.requestId());
    return problem;
  }

  /** A field that breaks a rule of the API; the message names the field and the rule. */
  @ExceptionHandler
  ProblemDetail refused(IllegalArgumentException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
  }
}
