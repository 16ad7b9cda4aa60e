import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.card.CloseCardRequest;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.FreedomCardTest;
import java.util.Collections;
import okhttp3.OkHttp;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

@FreedomCardTest
class OkHttp4Test {

  @Test
  void okhttp_withTheSandbox_isOnTheClassPathOnce() throws Exception {
    assertEquals(
        1,
        Collections.list(
                OkHttpClient.class.getClassLoader().getResources("okhttp3/OkHttpClient.class"))
            .size());
    assertTrue(OkHttp.VERSION.startsWith("4."), OkHttp.VERSION);
  }

  @Test
  void closeCard_onOkHttp4_takesEffectOnce(FreedomCardSandbox sandbox, FreedomCardClient client) {
    String cardId = sandbox.arrange().activeCard().balance("1000.00", "KZT").add();
    client.closeCard(CloseCardRequest.builder().cardId(cardId).description("done").build());
    assertEquals(1, sandbox.ledger().entries("closeCard", cardId).size());
  }
}
