package consumer

import io.github.freedomcard.FreedomCardClient
import io.github.freedomcard.error.ApiErrorException
import io.github.freedomcard.error.FreedomCardException
import io.github.freedomcard.model.RequestState
import io.github.freedomcard.model.Sensitive
import io.github.freedomcard.model.card.BlockCardRequest
import io.github.freedomcard.model.card.CardInfo
import io.github.freedomcard.operation.ApiResponse
import java.util.UUID
import java.util.concurrent.CompletableFuture

/** Compiles except for the marked lines, each of which ignores a possible null. */
@Suppress("UNUSED_VARIABLE")
class Refused(val client: FreedomCardClient, val request: BlockCardRequest) {

  fun mayBeNull(state: RequestState, failure: FreedomCardException, info: CardInfo) {
    val clientId: String = state.clientId() // refused
    val length: Int = state.clientId().length // refused
    val requestId: UUID = state.requestId() // refused
    val ofFailure: UUID = failure.requestId() // refused
    val cardIds: List<String> = state.cards().map { it.cardId() } // refused
    val status: String = state.requestStatus().value() // refused
    if (failure is ApiErrorException) {
      val reported: RequestState = failure.reportedState() // refused
    }
    val unknown: Map<String, Any> = state.additionalProperties() // refused
    val valueNames: List<String> = info.additionalProperties().values.map { it.javaClass.name } // refused
  }

  fun mustNotBeNull() {
    client.blockCard(null) // refused
    client.withOptions(null) // refused
    BlockCardRequest.builder().cardId(null) // refused
    FreedomCardClient.builder().baseUrl(null as String?) // refused
    FreedomCardClient.builder().credentials("id", null) // refused
    Sensitive.of<String>(null) // refused
  }

  fun mayBeGivenNull(some: Map<String, Any>, nothing: Map<String, Any?>) {
    val builder = request.toBuilder()
    builder.requestId(null).additionalProperties(some)
    builder.additionalProperties(nothing).additionalProperties(mapOf("hint" to null))
  }

  fun isNeverNull(state: RequestState, answer: ApiResponse<RequestState>) {
    val requestId: UUID = request.requestId()
    val cards: List<RequestState.Card> = state.cards()
    val unknown: Map<String, Any?> = state.additionalProperties()
    val names: Set<String> = state.additionalProperties().keys
    val body: RequestState = answer.body()
    val future: CompletableFuture<RequestState> = client.async().blockCard(request)
    val joined: RequestState = future.join()
  }
}
