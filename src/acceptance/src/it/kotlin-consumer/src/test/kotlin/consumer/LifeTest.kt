package consumer

import io.github.freedomcard.FreedomCardClient
import io.github.freedomcard.model.ProductId
import io.github.freedomcard.model.client.Client
import io.github.freedomcard.model.client.ClientType
import io.github.freedomcard.model.client.CreateClientRequest
import io.github.freedomcard.model.client.Residency
import io.github.freedomcard.sandbox.FreedomCardSandbox
import io.github.freedomcard.sandbox.FreedomCardTest
import java.time.Duration
import java.util.UUID
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Test

/** A Kotlin application: non-null values need no check, nullable ones require it. */
@FreedomCardTest
class LifeTest {

  @Test
  fun createClient(sandbox: FreedomCardSandbox, client: FreedomCardClient) {
    val request: CreateClientRequest =
        CreateClientRequest.builder()
            .productId(ProductId.INSTANT_CARD)
            .client(
                Client.builder()
                    .phone("+7 701 123-45-67")
                    .type(ClientType.INDIVIDUAL)
                    .resident(Residency.RESIDENT)
                    .firstName("AIGERIM")
                    .lastName("SEITOVA")
                    .build())
            .build()
    val id: UUID = request.requestId()
    client.createClient(request)

    val state = client.awaitCompletion(id, Duration.ofSeconds(10))
    val clientId: String = state.clientId() ?: error("no client: $state")
    val cardIds: List<String> = state.cards().mapNotNull { it.cardId() }
    val error: String? = state.errorCode()

    assertNotNull(clientId)
    assertEquals(emptyList<String>(), cardIds)
    assertEquals(null, error)
    assertEquals(1, sandbox.ledger().effects(id))
  }
}
