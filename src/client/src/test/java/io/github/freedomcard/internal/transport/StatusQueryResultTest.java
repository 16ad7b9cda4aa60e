package io.github.freedomcard.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.transport.StatusQueryResult.What;
import io.github.freedomcard.operation.CreatedResource;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusQueryResultTest {

  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");
  private static final String PATH = "/v5/card-api/request/status";

  private static StatusQueryResult told(int status, String body) {
    return StatusQueryResult.of(
        HttpReply.answer(PATH, status, Map.of(), body.getBytes(UTF_8)), ID, new Json(1 << 20));
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
        "200 | {'status':'error','request_status':'error'} | NOTHING",
        "200 | {}                                          | FAILED",
        "200 | <html>                                      | FAILED",
        "404 | {'status':'error'}                          | NOTHING",
        "404 | {'request_status':'success'}                | NOTHING",
        "404 | {'message':'no such page'}                  | FAILED",
        "404 | <html>                                      | FAILED",
        "400 | {'status':'error'}                          | FAILED",
        "500 | {'status':'ok','request_status':'success'}  | FAILED",
      })
  void of_whenAnswered_isWhatTheAnswerSaysOfTheRequest(int status, String body, What what) {
    assertThat(told(status, body.replace('\'', '"')).what()).isEqualTo(what);
  }

  @Test
  void of_whenTheAnswerIsNotWhole_isNoAnswerToTheQuestion() {
    HttpReply cut = HttpReply.cut(PATH, 200, Map.of(), new IOException("cut"));
    assertThat(StatusQueryResult.of(cut, ID, new Json(1 << 20)).what()).isEqualTo(What.FAILED);
  }

  @Test
  void of_whenAState_hasTheRequestIdThatWasAskedAbout() {
    assertThat(
            requireNonNull(told(200, "{\"status\":\"ok\",\"request_status\":\"error\"}").state())
                .requestId())
        .isEqualTo(ID);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'cards':[{'card_id':'1'}] | CARDS",
        "'client_id':'1'           | CLIENT",
        "'transaction_id':'1'      | TRANSACTION",
        "'fin_document_id':'1'     | NOTHING",
      })
  void hasIdsOf_onlyOfTheKindThatTheStateHas(String ids, CreatedResource has) {
    StatusQueryResult told =
        told(200, ("{'status':'ok','request_status':'success'," + ids + "}").replace('\'', '"'));
    Set<CreatedResource> found = EnumSet.noneOf(CreatedResource.class);
    for (CreatedResource each : CreatedResource.values()) {
      if (told.hasIdsOf(each)) {
        found.add(each);
      }
    }
    assertThat(found)
        .isEqualTo(
            has == CreatedResource.NONE ? EnumSet.noneOf(CreatedResource.class) : EnumSet.of(has));
  }

  @Test
  void hasIdsOf_whenThereIsNoState_none() {
    StatusQueryResult told = told(404, "{\"status\":\"error\"}");
    for (CreatedResource each : CreatedResource.values()) {
      assertThat(told.hasIdsOf(each)).as(each.name()).isFalse();
    }
  }
}
