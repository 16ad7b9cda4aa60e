package cardservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.cfg.PackageVersion;
import com.jayway.jsonpath.JsonPath;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.sandbox.Fault;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.spring.test.FreedomCardSandboxTest;
import java.io.UnsupportedEncodingException;
import java.util.UUID;
import kotlin.KotlinVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Tests the service on a sandbox. */
@SpringBootTest
@AutoConfigureMockMvc
@AutoConfigureMetrics
@FreedomCardSandboxTest
class CardControllerTest {

  private static final String LOST = "{\"description\":\"lost\"}";

  @Autowired private MockMvcTester service;
  @Autowired private FreedomCardSandbox sandbox;

  private String cardId;

  @BeforeEach
  void addCard() {
    cardId = sandbox.arrange().activeCard().add();
  }

  private MockMvcRequestBuilder call(String cardId, String body) {
    return service
        .post()
        .uri("/cards/{cardId}/block", cardId)
        .contentType(MediaType.APPLICATION_JSON)
        .content(body);
  }

  private MvcTestResult block(String cardId) {
    return call(cardId, LOST).exchange();
  }

  private MvcTestResult retryBlock(UUID requestId) {
    return call(cardId, LOST).header("Request-Id", requestId).exchange();
  }

  private static UUID requestId(MvcTestResult result) throws UnsupportedEncodingException {
    String body = result.getResponse().getContentAsString();
    return UUID.fromString(JsonPath.read(body, "$.requestId"));
  }

  @Test
  void block_whenProcessed_is200() throws Exception {
    MvcTestResult result = block(cardId);
    assertThat(result)
        .hasStatus(200)
        .bodyJson()
        .extractingPath("$.requestStatus")
        .isEqualTo("success");
    assertThat(sandbox.ledger().effects(requestId(result))).isEqualTo(1);
  }

  @Test
  void block_whenRetriedWithItsRequestId_is200AndBlocksOnce() throws Exception {
    UUID requestId = requestId(block(cardId));
    assertThat(retryBlock(requestId)).hasStatus(200);
    assertThat(sandbox.ledger().entries("blockCard")).hasSize(1);
  }

  @Test
  void block_whenInProcess_is202() {
    sandbox.faults().next(CardOperations.BLOCK_CARD, Fault.requestInProcess());
    assertThat(block(cardId))
        .hasStatus(202)
        .bodyJson()
        .extractingPath("$.requestStatus")
        .isEqualTo("process");
  }

  @Test
  void block_whenRefused_is409() {
    assertThat(block("no-such-card"))
        .hasStatus(409)
        .bodyJson()
        .extractingPath("$.detail")
        .isEqualTo("NOT_PROCESSED");
    assertThat(sandbox.ledger().entries("blockCard")).isEmpty();
  }

  @Test
  void block_whenTheResponseIsLost_is503WithTheRequestIdToRetryWith() throws Exception {
    sandbox
        .faults()
        .next(CardOperations.BLOCK_CARD, Fault.responseLost())
        .always(RequestOperations.GET_REQUEST_STATUS, Fault.httpStatus(500));
    MvcTestResult result = block(cardId);
    assertThat(result).hasStatus(503).bodyJson().extractingPath("$.detail").isEqualTo("UNKNOWN");

    sandbox.faults().clear();
    assertThat(retryBlock(requestId(result))).hasStatus(200);
    assertThat(sandbox.ledger().effects(requestId(result))).isEqualTo(1);
  }

  @Test
  void block_whenAFieldBreaksARule_is400() {
    assertThat(block(" "))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("$.detail")
        .isEqualTo("cardId: blank");
    assertThat(call(cardId, "{}").exchange()).hasStatus(400);
    assertThat(sandbox.ledger().entries("blockCard")).isEmpty();
  }

  @Test
  void metrics_afterALostResponse_countTheCallAndItsRequests() {
    sandbox.faults().next(CardOperations.BLOCK_CARD, Fault.responseLost());
    assertThat(block(cardId)).hasStatus(200);
    assertThat(service.get().uri("/actuator/prometheus"))
        .bodyText()
        .contains(
            "freedom_card_call_seconds_count{error=\"none\",error_code=\"none\","
                + "operation=\"blockCard\",outcome=\"SUCCESS\",resolution=\"RECOVERED\"} 1",
            "freedom_card_request_seconds_count{error=\"none\",kind=\"status query\","
                + "operation=\"getRequestStatus\",status=\"200\"}");
  }

  @Test
  void libraries_underSpringBoot_haveTheManagedVersions() {
    assertThat(PackageVersion.VERSION).hasToString(System.getProperty("jackson.managed"));
    // Spring Boot manages Kotlin, which OkHttp needs, but not OkHttp.
    assertThat(KotlinVersion.CURRENT).hasToString(System.getProperty("kotlin.managed"));
  }
}
