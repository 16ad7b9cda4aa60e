package io.github.freedomcard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.freedomcard.testing.WireFormat;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestStateTest {

  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");

  @Test
  void build_withAllFields_isEqualToTheConstructedState() {
    OffsetDateTime dt = OffsetDateTime.parse("2024-05-17T10:15:30+05:00");
    assertThat(
            RequestState.builder()
                .requestId(ID)
                .status(CallStatus.ERROR)
                .requestStatus(RequestStatus.ERROR)
                .dt(dt)
                .cards("c1", "c2")
                .clientId("cl")
                .transactionId("t")
                .finDocumentId("f")
                .errorCode("code")
                .errorDescription("text")
                .additionalProperties(Map.of("new", 1))
                .build())
        .isEqualTo(
            new RequestState(
                ID,
                CallStatus.ERROR,
                RequestStatus.ERROR,
                dt,
                List.of(
                    new RequestState.Card("c1", Map.of()), new RequestState.Card("c2", Map.of())),
                "cl",
                "t",
                "f",
                "code",
                "text",
                Map.of("new", 1)));
  }

  @Test
  void build_withoutFields_isInProcess() {
    assertThat(RequestState.builder().build().isInProcess()).isTrue();
    assertThat(RequestState.builder().requestStatus(RequestStatus.SUCCESS).build().isSuccess())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // status, request_status, success, final
    "ok,      success, true,  true",
    "ok,      process, false, false",
    "ok,      error,   false, true",
    "ok,      new,     false, false",
    "ok,      ,        false, false",
    "error,   success, false, true",
    "error,   process, false, true",
    "error,   error,   false, true",
    "error,   new,     false, true",
    "error,   ,        false, true",
    "new,     success, false, false",
    "new,     process, false, false",
    "new,     error,   false, true",
    "new,     new,     false, false",
    "new,     ,        false, false",
    ",        success, false, false",
    ",        process, false, false",
    ",        error,   false, true",
    ",        new,     false, false",
    ",        ,        false, false",
    "OK,      Success, true,  true",
    "Error,   ,        false, true",
    "ok,      ERROR,   false, true",
    "' ok',   success, false, false",
    "ok,      ok,      false, false"
  })
  void isSuccessAndIsFinal_whenAnyCombination_neverTakenForSuccessInDoubt(
      @Nullable String status, @Nullable String requestStatus, boolean isSuccess, boolean isFinal) {
    RequestState state =
        state(
            status == null ? null : CallStatus.of(status),
            requestStatus == null ? null : RequestStatus.of(requestStatus),
            null);
    assertThat(state.isSuccess()).isEqualTo(isSuccess);
    assertThat(state.isFinal()).isEqualTo(isFinal);
    assertThat(state.isInProcess()).isEqualTo(!isFinal);
  }

  @Test
  void toString_whenDescriptionAndUnknownFields_hidden() {
    RequestState state =
        new RequestState(
            ID,
            CallStatus.ERROR,
            RequestStatus.ERROR,
            null,
            List.of(new RequestState.Card("c1", Map.of("pan", "4111111111111111"))),
            "client1",
            null,
            null,
            "12",
            "no such person: Aigerim",
            Map.of("owner", "Aigerim"));
    assertThat(state)
        .hasToString(
            "RequestState[requestId=828cf71d-a447-4a67-a149-c1df8bc197ca, status=error,"
                + " requestStatus=error, dt=null, cards=[Card[cardId=c1,"
                + " additionalProperties=[pan]]], clientId=client1, transactionId=null,"
                + " finDocumentId=null, errorCode=12, errorDescription=***,"
                + " additionalProperties=[owner]]");
  }

  @Test
  void toString_whenNoDescription_null() {
    assertThat(state(null, null, null).toString()).contains("errorDescription=null");
    assertThat(state(null, null, "Aigerim").toString()).doesNotContain("Aigerim");
  }

  @Test
  void withRequestId_whenKnown_elseTheSame() {
    RequestState state = state(CallStatus.OK, RequestStatus.PROCESS, "why");
    assertThat(state.withRequestId(ID).requestId()).isEqualTo(ID);
    assertThat(state.withRequestId(ID).withRequestId(null)).isEqualTo(state);
  }

  @Test
  @SuppressWarnings("NullAway")
  void constructor_whenCollectionsAreMissing_empty() {
    RequestState state =
        new RequestState(null, null, null, null, null, null, null, null, null, null, null);
    assertThat(state.cards()).isEmpty();
    assertThat(state.additionalProperties()).isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway")
  void constructor_whenNullsAmongTheCards_droppedAndCopied() {
    List<RequestState.Card> cards = Arrays.asList(null, new RequestState.Card("c1", null));
    RequestState state =
        new RequestState(null, null, null, null, cards, null, null, null, null, null, null);
    cards.set(1, null);
    assertThat(state.cards()).containsExactly(new RequestState.Card("c1", Map.of()));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> state.cards().clear());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"no uuid\"", "5", "null", "\"\"", "{}", "[1]", "true"})
  void read_whenRequestIdIsNone_null(String value) {
    String text = "{\"request_id\":" + value + ",\"status\":\"ok\"}";
    RequestState state = WireFormat.read(text, RequestState.class);
    assertThat(state.requestId()).isNull();
    assertThat(state.status()).isEqualTo(CallStatus.OK);
  }

  @Test
  void read_whenRequestIdIsOne_kept() {
    assertThat(WireFormat.read("{\"request_id\":\"" + ID + "\"}", RequestState.class).requestId())
        .isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "[]", "[null]", "[\"\"]", "[[]]", "[null,null]"})
  void read_whenCardsAreNone_empty(String value) {
    assertThat(WireFormat.read("{\"cards\":" + value + "}", RequestState.class).cards()).isEmpty();
  }

  @Test
  void read_whenFieldGivenTwice_lastOne() {
    assertThat(
            WireFormat.read("{\"status\":\"ok\",\"status\":\"error\"}", RequestState.class)
                .status())
        .isEqualTo(CallStatus.ERROR);
  }

  private static RequestState state(
      @Nullable CallStatus status,
      @Nullable RequestStatus requestStatus,
      @Nullable String description) {
    return new RequestState(
        null,
        status,
        requestStatus,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        description,
        Map.of());
  }
}
