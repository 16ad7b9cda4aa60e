package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.operation.CreatedResource;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusQueryResultTest {

  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");
  private static final Json JSON = new Json(1 << 20);

  private static StatusQueryResult result(int status, String body) {
    return StatusQueryResult.of(Replies.complete(status, body), ID, JSON);
  }

  private static StatusQueryResult.Reported reported(String body) {
    return (StatusQueryResult.Reported) result(200, body);
  }

  private static String kind(StatusQueryResult result) {
    if (result instanceof StatusQueryResult.Reported reported) {
      return reported.status().name();
    }
    if (result instanceof StatusQueryResult.Failed) {
      return "FAILED";
    }
    assertThat(result).isInstanceOf(StatusQueryResult.NotReported.class);
    return "NOT_REPORTED";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "200 | {'status':'ok','request_status':'success'}  | SUCCESS",
        "200 | {'status':'OK','request_status':'Process'}  | PROCESS",
        "200 | {'status':'ok','request_status':'error'}    | ERROR",
        "200 | {'status':'ok','request_status':'new_one'}  | FAILED",
        "200 | {'status':'ok'}                             | FAILED",
        "200 | {'status':'other','request_status':'error'} | FAILED",
        "200 | {'status':'error','request_status':'error'} | NOT_REPORTED",
        "200 | {}                                          | FAILED",
        "200 | <html>                                      | FAILED",
        "404 | {'status':'error'}                          | NOT_REPORTED",
        "404 | {'request_status':'success'}                | NOT_REPORTED",
        "404 | {'message':'no such page'}                  | FAILED",
        "404 | <html>                                      | FAILED",
        "400 | {'status':'error'}                          | FAILED",
        "500 | {'status':'ok','request_status':'success'}  | FAILED",
      })
  void of_whenComplete_isWhatTheResponseSaysAboutTheRequest(int status, String body, String kind) {
    assertThat(kind(result(status, body.replace('\'', '"')))).isEqualTo(kind);
  }

  @Test
  void of_whenTruncated_failed() {
    HttpReply truncated = new HttpReply.Truncated(Replies.head(200), new IOException("truncated"));
    assertThat(StatusQueryResult.of(truncated, ID, JSON))
        .isEqualTo(new StatusQueryResult.Failed(truncated));
  }

  @Test
  void of_whenReported_theStateHasTheRequestIdOfTheQuery() {
    assertThat(reported("{\"status\":\"ok\",\"request_status\":\"error\"}").state().requestId())
        .isEqualTo(ID);
  }

  @Test
  void isSameRefusalAs_onlyIfBothAre401OrBothAre403() {
    for (int query : new int[] {400, 401, 403}) {
      for (int command : new int[] {400, 401, 403}) {
        assertThat(refusal(query).isSameRefusalAs(Replies.complete(command, "")))
            .isEqualTo(query == command && query != 400);
      }
    }
    assertThat(refusal(401).isSameRefusalAs(Replies.lost(new IOException("lost")))).isFalse();
    var truncated = new HttpReply.Truncated(Replies.head(401), new IOException("truncated"));
    assertThat(new StatusQueryResult.Failed(truncated).isSameRefusalAs(Replies.complete(401, "")))
        .isFalse();
  }

  private static StatusQueryResult.Failed refusal(int status) {
    return new StatusQueryResult.Failed(Replies.complete(status, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'cards':[{'card_id':'1'}] | CARDS",
        "'client_id':'1'           | CLIENT",
        "'transaction_id':'1'      | TRANSACTION",
        "'fin_document_id':'1'     | NONE",
      })
  void hasIdsOf_onlyOfTheKindThatTheStateHas(String ids, CreatedResource has) {
    StatusQueryResult.Reported reported =
        reported(("{'status':'ok','request_status':'success'," + ids + "}").replace('\'', '"'));
    Set<CreatedResource> found = EnumSet.noneOf(CreatedResource.class);
    for (CreatedResource each : CreatedResource.values()) {
      if (reported.hasIdsOf(each)) {
        found.add(each);
      }
    }
    assertThat(found)
        .isEqualTo(
            has == CreatedResource.NONE ? EnumSet.noneOf(CreatedResource.class) : EnumSet.of(has));
  }
}
