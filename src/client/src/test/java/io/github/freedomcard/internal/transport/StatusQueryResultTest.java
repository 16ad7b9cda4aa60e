package io.github.freedomcard.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.operation.CreatedResource;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusQueryResultTest {

  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");
  private static final Json JSON = new Json(1 << 20);

  private static StatusQueryResult result(int status, String body) {
    return StatusQueryResult.of(Replies.complete(status, body), ID, Set.of("7"), JSON);
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
    return ((StatusQueryResult.NotReported) result).isUnknownRequest()
        ? "UNKNOWN_REQUEST"
        : "NOT_REPORTED";
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
        // An error of the Card API: the state is not reported.
        "200 | {'status':'error','request_status':'error'} | NOT_REPORTED",
        "200 | {'status':'Error','error_code':8}           | NOT_REPORTED",
        "400 | {'status':'error'}                          | NOT_REPORTED",
        "422 | {'status':'error','error_code':'70'}        | NOT_REPORTED",
        // Only these say that the server does not know the request.
        "404 | {'status':'error'}                          | UNKNOWN_REQUEST",
        "404 | {'status':'error','error_code':8}           | UNKNOWN_REQUEST",
        "200 | {'status':'error','error_code':'7'}         | UNKNOWN_REQUEST",
        "200 | {'error_code':7,'status':'error'}           | UNKNOWN_REQUEST",
        "422 | {'status':'error','error_code':'7'}         | UNKNOWN_REQUEST",
        // Not the Card API, not this request, or no proof of anything.
        "200 | {}                                          | FAILED",
        "200 | <html>                                      | FAILED",
        "404 | <html>                                      | FAILED",
        "404 | {'request_status':'success'}                | FAILED",
        "404 | {'message':'no such page'}                  | FAILED",
        "404 | {'status':404,'error':'Not Found'}          | FAILED",
        "404 | {'status':'404','title':'Not Found'}        | FAILED",
        "200 | {'status':404,'error_code':'7'}             | FAILED",
        "200 | {'status':0,'request_status':'success'}     | FAILED",
        "200 | {'status':'error','request_status':'success'} | FAILED",
        "200 | {'status':'error'} {'status':'ok'}          | FAILED",
        "200 | {'status':'error','error_code':'7'          | FAILED",
        "401 | {'status':'error'}                          | FAILED",
        "403 | {'status':'error','error_code':'7'}         | FAILED",
        "408 | {'status':'error'}                          | FAILED",
        "429 | {'status':'error'}                          | FAILED",
        "500 | {'status':'error','error_code':'7'}         | FAILED",
        "500 | {'status':'ok','request_status':'success'}  | FAILED",
        // A member that decides occurs twice.
        "200 | {'status':'ok','request_status':'success','request_status':'success'}  | FAILED",
        "200 | {'status':'ok','request_status':'success','status':'ok'}               | FAILED",
        "404 | {'status':'ok','status':'error'}                                       | FAILED",
        "200 | {'status':'error','error_code':'8','error_code':'7'}                   | FAILED",
        "200 | {'status':'ok','request_status':'success','cards':[],'cards':[]}       | FAILED",
        "200 | {'status':'ok','request_status':'success','transaction_id':1,'transaction_id':2} | FAILED",
        // The id that the response names, if it names one.
        "200 | {'status':'ok','request_status':'success','request_id':'828cf71d-a447-4a67-a149-c1df8bc197ca'} | SUCCESS",
        "200 | {'request_id':'828CF71D-A447-4A67-A149-C1DF8BC197CA','status':'ok','request_status':'error'}   | ERROR",
        "200 | {'status':'ok','request_status':'process','request_id':null}           | PROCESS",
        "200 | {'status':'ok','request_status':'process','request_id':''}             | PROCESS",
        "200 | {'status':'ok','request_status':'success','request_id':'828cf71d-a447-4a67-a149-c1df8bc197cb'} | FAILED",
        "200 | {'status':'ok','request_status':'error','request_id':'828cf71d-a447-4a67-a149-c1df8bc197cb'}   | FAILED",
        "404 | {'status':'error','request_id':'828cf71d-a447-4a67-a149-c1df8bc197cb'} | FAILED",
        "200 | {'status':'error','error_code':'7','request_id':17}                    | FAILED",
        "200 | {'status':'error','request_id':'none'}                                 | FAILED",
        "200 | {'status':'ok','request_status':'success','request_id':{'a':1}}        | FAILED",
        "200 | {'status':'ok','request_status':'success','request_id':[],'request_id':null} | FAILED",
      })
  void of_whenComplete_isWhatTheResponseSaysAboutTheRequest(int status, String body, String kind) {
    assertThat(kind(result(status, body.replace('\'', '"')))).isEqualTo(kind);
  }

  @Test
  void of_whenTruncated_failed() {
    HttpReply truncated = new HttpReply.Truncated(Replies.head(200), new IOException("truncated"));
    assertThat(StatusQueryResult.of(truncated, ID, Set.of(), JSON))
        .isEqualTo(new StatusQueryResult.Failed(truncated));
  }

  @Test
  void of_whenReported_theStateHasTheRequestIdOfTheQuery() {
    assertThat(reported("{\"status\":\"ok\",\"request_status\":\"error\"}").state().requestId())
        .isEqualTo(ID);
  }

  @Test
  void isSame401As_onlyIfBothAre401AndBothAreResponses() {
    for (int query : new int[] {400, 401, 403}) {
      for (int command : new int[] {400, 401, 403}) {
        assertThat(failed(query, "").isSame401As(Replies.complete(command, "")))
            .isEqualTo(query == 401 && command == 401);
      }
      assertThat(failed(query, "").isRefusal()).isEqualTo(query != 400);
    }
    assertThat(failed(401, "").isSame401As(Replies.lost(new IOException("lost")))).isFalse();
    var truncated = new HttpReply.Truncated(Replies.head(401), new IOException("truncated"));
    assertThat(failed(401, "").isSame401As(truncated)).isFalse();
    assertThat(new StatusQueryResult.Failed(truncated).isSame401As(Replies.complete(401, "")))
        .isFalse();
    var ofAnother = failed(401, "{\"request_id\":\"another\"}");
    assertThat(ofAnother.isRefusal()).isFalse();
    assertThat(ofAnother.isSame401As(Replies.complete(401, ""))).isFalse();
  }

  private static StatusQueryResult.Failed failed(int status, String body) {
    return (StatusQueryResult.Failed) result(status, body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "                                        | NONE",
        ",'cards':[{'card_id':'1'}]              | NONE, CARDS",
        ",'cards':[{'card_id':1}]                | NONE, CARDS",
        ",'cards':[{'card_id':'2'}]              | CARDS",
        ",'cards':[{'card_id':'1'},{'card_id':2}] | CARDS",
        ",'cards':[{}]                           | NONE",
        ",'card_id':'1'                          | NONE",
        ",'card_id':'2'                          | ",
        ",'client_id':'3'                        | NONE, CLIENT",
        ",'client_id':'4'                        | CLIENT",
        ",'transaction_id':'1'                   | TRANSACTION",
        ",'fin_document_id':'1'                  | NONE",
      })
  void matches_onlyWithTheIdsThatTheCommandCreatesOrElseNoOtherIds(
      @Nullable String ids, @Nullable String creates) {
    byte[] request = "{\"card_id\":\"1\",\"client_id\":3}".getBytes(UTF_8);
    StatusQueryResult.Reported reported =
        reported(
            ("{'status':'ok','request_status':'success'" + (ids == null ? "" : ids) + "}")
                .replace('\'', '"'));
    assertThat(
            Stream.of(CreatedResource.values())
                .filter(each -> reported.matches(each, request))
                .map(CreatedResource::name)
                .collect(Collectors.joining(", ")))
        .isEqualTo(creates == null ? "" : creates);
  }

  @Test
  void matches_whenTheRequestHasNoSuchId_isFalse() {
    StatusQueryResult.Reported reported =
        reported("{\"status\":\"ok\",\"request_status\":\"success\",\"client_id\":\"null\"}");
    assertThat(reported.matches(CreatedResource.NONE, "{}".getBytes(UTF_8))).isFalse();
  }
}
