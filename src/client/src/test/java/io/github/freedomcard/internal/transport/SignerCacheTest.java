package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.signing.JwsRequestSigner;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class SignerCacheTest {

  /** In a field, because the cache does not hold it. */
  private final Credentials held = Credentials.of("1", "key");

  private final SignerCache signers = new SignerCache(JwsAlgorithm.HS512);

  @Test
  void of_whenCredentialsAreEqual_isTheSameSigner() {
    JwsRequestSigner signer = signers.of(held);
    assertThat(signers.of(Credentials.of("1", "key"))).isSameAs(signer);
    assertThat(signers.of(Credentials.of("1", "other"))).isNotSameAs(signer);
    assertThat(signers.of(Credentials.of("2", "key"))).isNotSameAs(signer);
  }

  @Test
  void of_whenAKeyWasRotated_forgetsTheOldOne() {
    WeakReference<JwsRequestSigner> old =
        new WeakReference<>(signers.of(Credentials.of("1", "old")));
    JwsRequestSigner current = signers.of(held);
    for (int i = 0; i < 100 && !old.refersTo(null); i++) {
      System.gc();
      assertThat(signers.of(held)).isSameAs(current);
    }
    assertThat(old.refersTo(null)).isTrue();
  }
}
