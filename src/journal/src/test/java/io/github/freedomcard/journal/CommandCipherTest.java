package io.github.freedomcard.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.freedomcard.journal.CommandCipher.TamperedException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CommandCipherTest {

  private static final byte[] OTHER_KEY =
      "another-key-another-key-another-".getBytes(StandardCharsets.US_ASCII);
  private static final CommandKey COMMAND = new CommandKey(UUID.randomUUID(), "auth@host:443");

  private final CommandCipher cipher =
      new CommandCipher(KeyProvider.of("new", Map.of("new", Shop.KEY, "old", OTHER_KEY)));

  @Property
  void decryptRequest_returnsWhatWasEncrypted(@ForAll byte[] json) throws Exception {
    byte[] stored = cipher.encryptRequest("new", COMMAND, "blockCard", json);
    assertThat(cipher.decryptRequest("new", COMMAND, "blockCard", stored)).isEqualTo(json);
    // 12 bytes of nonce and 16 of tag; the nonce is another one each time.
    assertThat(stored).hasSize(json.length + 28);
    assertThat(cipher.encryptRequest("new", COMMAND, "blockCard", json)).isNotEqualTo(stored);
  }

  @Property
  void decryptRequest_whenABitWasChanged_throws(@ForAll byte[] json, @ForAll int position) {
    byte[] stored = cipher.encryptRequest("new", COMMAND, "blockCard", json);
    int bit = Math.floorMod(position, stored.length * 8);
    stored[bit / 8] ^= (byte) (1 << bit % 8);
    assertTampered("new", COMMAND, "blockCard", stored);
  }

  @Test
  void decryptRequest_whenTheBytesAreOfAnotherCommandColumnOrKey_throws() {
    byte[] json = "{}".getBytes(StandardCharsets.US_ASCII);
    byte[] stored = cipher.encryptRequest("new", COMMAND, "blockCard", json);
    assertTampered("old", COMMAND, "blockCard", stored);
    assertTampered("new", COMMAND, "closeCard", stored);
    assertTampered(
        "new", new CommandKey(UUID.randomUUID(), COMMAND.account()), "blockCard", stored);
    assertTampered("new", new CommandKey(COMMAND.requestId(), "aut@host:443"), "blockCard", stored);
    assertTampered("new", COMMAND, "blockCard", new byte[11]);
    assertThatExceptionOfType(TamperedException.class)
        .isThrownBy(() -> cipher.decryptResult("new", COMMAND, "blockCard", stored));
  }

  private void assertTampered(String keyId, CommandKey command, String operation, byte[] stored) {
    assertThatExceptionOfType(TamperedException.class)
        .isThrownBy(() -> cipher.decryptRequest(keyId, command, operation, stored));
  }

  @Test
  void hmac_identifiesABodyForOneKey() {
    byte[] json = "{}".getBytes(StandardCharsets.US_ASCII);
    byte[] hmac = cipher.hmac("new", json);
    assertThat(cipher.hasHmac("new", json, hmac)).isTrue();
    assertThat(cipher.hasHmac("old", json, hmac)).isFalse();
    assertThat(cipher.hasHmac("new", new byte[0], hmac)).isFalse();
  }

  @Test
  void keysThatAreMissingOrShortAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyProvider.of("k", new byte[31]))
        .withMessage("key k: at least 32 bytes, but it has 31");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyProvider.of("k2", Map.of("k", Shop.KEY)))
        .withMessage("currentKeyId: no key with this id: k2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyProvider.of(" ", Shop.KEY))
        .withMessageContaining("keyId: 1 to 100 characters");
    assertThat(cipher.knows("gone")).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> cipher.hmac("gone", new byte[0]))
        .withMessage("KeyProvider: no key with the id gone");
  }
}
