package io.github.freedomcard.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.internal.util.BoundedCache;
import java.lang.reflect.Field;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.MacSpi;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwsRequestSignerTest {

  private static final Credentials DOCUMENTED = Credentials.of("123456", "secret");
  private static final String PATH = "/v5/card-api/request/status";
  private static final byte[] BODY =
      "{\"request_id\":\"828cf71d-a447-4a67-a149-c1df8bc197ca\"}".getBytes(UTF_8);

  @Test
  void sign_whenDocumentedExample_documentedSignature() {
    assertThat(JwsRequestSigner.of(DOCUMENTED, JwsAlgorithm.HS512).sign("POST", PATH, BODY))
        .isEqualTo(
            "eyJ1cmkiOiIvdjUvY2FyZC1hcGkvcmVxdWVzdC9zdGF0dXMiLCJhdXRoX2lkIjoiMTIzNDU2IiwibWV0aG9k"
                + "IjoiUE9TVCIsInBhcmFtcyI6IiIsImFsZyI6IkhTNTEyIn0..f1sQoeIpX_ZjOaykQzSeylvvKaVr"
                + "EQV4gNM2ACFbEMkFDUV9Zk5WO1yQGEWez-vnQMVHodLBDVEyh5Xm2-3MjQ");
  }

  /** Computed with Python's {@code hmac}. */
  @Test
  void sign_whenHs256_sameMembersInSameOrder() {
    assertThat(JwsRequestSigner.of(DOCUMENTED, JwsAlgorithm.HS256).sign("POST", PATH, BODY))
        .isEqualTo(
            "eyJ1cmkiOiIvdjUvY2FyZC1hcGkvcmVxdWVzdC9zdGF0dXMiLCJhdXRoX2lkIjoiMTIzNDU2IiwibWV0aG9k"
                + "IjoiUE9TVCIsInBhcmFtcyI6IiIsImFsZyI6IkhTMjU2In0..H3fwN5FEZgAu8fnbo-VsWaQ2X-Fo"
                + "RFSpKzKedtUutwA");
  }

  /** Computed with Python's {@code hmac}: key, id and body are UTF-8, and the id is escaped. */
  @Test
  void sign_whenNotAscii_utf8() {
    var signer =
        JwsRequestSigner.of(Credentials.of("12\"\\3 Ж", "тайна\uD83D\uDD11"), JwsAlgorithm.HS512);
    assertThat(signer.sign("POST", PATH, "{\"first_name\":\"Жанна\"}".getBytes(UTF_8)))
        .isEqualTo(
            "eyJ1cmkiOiIvdjUvY2FyZC1hcGkvcmVxdWVzdC9zdGF0dXMiLCJhdXRoX2lkIjoiMTJcIlxcMyDQliIsIm1l"
                + "dGhvZCI6IlBPU1QiLCJwYXJhbXMiOiIiLCJhbGciOiJIUzUxMiJ9..gpv0rv3iA3CacL0-xmdhWAL3"
                + "93-PAWdUSRnNoBc0j5y3pIALZJkjSHa0cEebJOui0gHJVqCB9fo4K7fEbwEF1g");
  }

  @Test
  void sign_whenHs512_equalToNimbus() throws Exception {
    for (int keyLength = 64; keyLength <= 200; keyLength++) {
      assertEqualToNimbus("k".repeat(keyLength), JwsAlgorithm.HS512, BODY);
    }
  }

  @Test
  void sign_whenHs256_equalToNimbus() throws Exception {
    for (int keyLength = 32; keyLength <= 200; keyLength++) {
      assertEqualToNimbus("k".repeat(keyLength), JwsAlgorithm.HS256, BODY);
    }
  }

  @Property(tries = 200)
  void sign_whenAnyKeyAndBody_equalToNimbus(
      @ForAll @StringLength(min = 64, max = 200) String secretKey,
      @ForAll JwsAlgorithm algorithm,
      @ForAll @Size(max = 2000) byte[] body)
      throws Exception {
    assertEqualToNimbus(secretKey, algorithm, body);
  }

  private static void assertEqualToNimbus(String secretKey, JwsAlgorithm algorithm, byte[] body)
      throws Exception {
    String header =
        "{\"uri\":\"/v5/x\",\"auth_id\":\"7\",\"method\":\"POST\",\"params\":\"\",\"alg\":\""
            + algorithm
            + "\"}";
    var jws = new JWSObject(JWSHeader.parse(Base64URL.encode(header)), new Payload(body));
    jws.sign(new MACSigner(secretKey.getBytes(UTF_8)));
    assertThat(
            JwsRequestSigner.of(Credentials.of("7", secretKey), algorithm)
                .sign("POST", "/v5/x", body))
        .isEqualTo(jws.serialize(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "post", "Post", "POST ", "PO ST", "POST\n", "P\"T", "ПОСТ", "POST1"})
  void sign_whenMethodNotCapitalLetters_rejected(String method) {
    var signer = JwsRequestSigner.of(DOCUMENTED, JwsAlgorithm.HS512);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> signer.sign(method, PATH, BODY))
        .withMessage("method: not capital letters: " + method);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "v5/x", "/v5/", "//v5", "/v5/../x", "/v5?a=1", "/v5#a", "/v5/%2e", "/\""})
  void sign_whenPathNotPlain_rejected(String path) {
    var signer = JwsRequestSigner.of(DOCUMENTED, JwsAlgorithm.HS512);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> signer.sign("POST", path, BODY))
        .withMessage("path: not a plain absolute path: " + path);
  }

  @Test
  @SuppressWarnings("NullAway") // null is what is tested
  void sign_whenNull_rejected() {
    var signer = JwsRequestSigner.of(DOCUMENTED, JwsAlgorithm.HS512);
    assertThatNullPointerException()
        .isThrownBy(() -> signer.sign(null, PATH, BODY))
        .withMessage("method");
    assertThatNullPointerException()
        .isThrownBy(() -> signer.sign("POST", null, BODY))
        .withMessage("path");
    assertThatNullPointerException()
        .isThrownBy(() -> signer.sign("POST", PATH, null))
        .withMessage("body");
    assertThatNullPointerException()
        .isThrownBy(() -> JwsRequestSigner.of(null, JwsAlgorithm.HS512))
        .withMessage("credentials");
    assertThatNullPointerException()
        .isThrownBy(() -> JwsRequestSigner.of(DOCUMENTED, null))
        .withMessage("algorithm");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1\uD800", "\uDC001", "\uD800x"})
  void of_whenAuthIdNotUtf8_rejected(String authId) {
    var credentials = Credentials.of(authId, "secret");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JwsRequestSigner.of(credentials, JwsAlgorithm.HS512));
  }

  @Property(tries = 100)
  void toString_whenAnySecret_doesNotShowIt(
      @ForAll @NotBlank @StringLength(min = 3, max = 80) @Chars({'x', 'y', 'z'}) String secretKey) {
    var signer = JwsRequestSigner.of(Credentials.of("123456", secretKey), JwsAlgorithm.HS512);
    assertThat(signer).hasToString("JwsRequestSigner[authId=123456, algorithm=HS512]");
  }

  @Test
  void sign_whenMethodPathOrBodyDiffers_anotherSignature() {
    var signer = JwsRequestSigner.of(DOCUMENTED, JwsAlgorithm.HS512);
    assertThat(
            List.of(
                signer.sign("POST", PATH, BODY),
                signer.sign("PUT", PATH, BODY),
                signer.sign("POST", PATH + "/x", BODY),
                signer.sign("POST", PATH, new byte[0])))
        .doesNotHaveDuplicates();
  }

  @Test
  void sign_always_leavesTheBodyUnchanged() {
    byte[] body = BODY.clone();
    JwsRequestSigner.of(DOCUMENTED, JwsAlgorithm.HS512).sign("POST", PATH, body);
    assertThat(body).isEqualTo(BODY);
  }

  @Test
  void sign_whenManyPaths_headersAreBoundedAndCorrect() throws Exception {
    var signer = JwsRequestSigner.of(DOCUMENTED, JwsAlgorithm.HS512);
    var verifier = JwsRequestVerifier.of(DOCUMENTED, JwsAlgorithm.HS512);
    Field headers = JwsRequestSigner.class.getDeclaredField("headers");
    headers.setAccessible(true);
    Field values = BoundedCache.class.getDeclaredField("values");
    values.setAccessible(true);
    for (int i = 0; i < 2000; i++) {
      String path = "/v5/card/" + i % 700;
      verifier.verify(signer.sign("POST", path, BODY), "POST", path, BODY);
      assertThat((Map<?, ?>) values.get(headers.get(signer))).hasSizeBetween(1, 256);
    }
  }

  @ParameterizedTest
  @EnumSource
  void sign_whenManyThreads_eachSignatureIsCorrect(JwsAlgorithm algorithm) throws Exception {
    var signer = JwsRequestSigner.of(DOCUMENTED, algorithm);
    var verifier = JwsRequestVerifier.of(DOCUMENTED, algorithm);
    var threads = Executors.newFixedThreadPool(16);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int t = 0; t < 64; t++) {
        int task = t;
        tasks.add(
            () -> {
              for (int i = 0; i < 100; i++) {
                String path = "/v5/card/" + (task * i) % 400;
                byte[] body = ("{\"n\":" + task + "," + "x".repeat(i) + "}").getBytes(UTF_8);
                verifier.verify(signer.sign("POST", path, body), "POST", path, body);
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void sign_whenTheProvidersMacCantBeCopied_sameSignature() {
    String expected = JwsRequestSigner.of(DOCUMENTED, JwsAlgorithm.HS512).sign("POST", PATH, BODY);
    var provider = new Uncopyable();
    Security.insertProviderAt(provider, 1);
    try {
      var signer = JwsRequestSigner.of(DOCUMENTED, JwsAlgorithm.HS512);
      assertThat(signer.sign("POST", PATH, BODY)).isEqualTo(expected);
      assertThat(signer.sign("POST", PATH, BODY)).isEqualTo(expected);
      assertThat(provider.finished).hasValue(2);
    } finally {
      Security.removeProvider(provider.getName());
    }
  }

  /** A provider with the JDK's HMAC behind a {@code MacSpi} that is not {@code Cloneable}. */
  private static final class Uncopyable extends Provider {

    private static final long serialVersionUID = 1;

    final transient AtomicInteger finished = new AtomicInteger();

    Uncopyable() {
      super("Uncopyable", "1", "a MAC that can't be copied");
      putService(
          new Service(this, "Mac", "HmacSHA512", Spi.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
              return new Spi(Mac.getInstance("HmacSHA512", Security.getProvider("SunJCE")));
            }
          });
    }

    private final class Spi extends MacSpi {

      private final Mac mac;

      Spi(Mac mac) {
        this.mac = mac;
      }

      @Override
      protected int engineGetMacLength() {
        return mac.getMacLength();
      }

      @Override
      protected void engineInit(Key key, AlgorithmParameterSpec params) throws InvalidKeyException {
        mac.init(key);
      }

      @Override
      protected void engineUpdate(byte input) {
        mac.update(input);
      }

      @Override
      protected void engineUpdate(byte[] input, int offset, int length) {
        mac.update(input, offset, length);
      }

      @Override
      protected byte[] engineDoFinal() {
        finished.incrementAndGet();
        return mac.doFinal();
      }

      @Override
      protected void engineReset() {
        mac.reset();
      }
    }
  }
}
