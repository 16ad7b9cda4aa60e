package io.github.freedomcard.signing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.internal.util.BoundedCache;
import io.github.freedomcard.internal.util.Preconditions;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Signs requests for one partner: creates the value of the header {@code X-JWS-Signature}.
 *
 * <pre>{@code
 * JwsRequestSigner signer =
 *     JwsRequestSigner.of(Credentials.of("123456", "secret"), JwsAlgorithm.HS512);
 * byte[] body = "{\"card_id\":\"123456789\"}".getBytes(StandardCharsets.UTF_8);
 * String signature = signer.sign("POST", "/v5/card-api/card/balance", body);
 * }</pre>
 *
 * <p>The signature covers the method, the path, the partner's id and the exact bytes of the body
 * (documented: Card API, "Signature"). With {@link JwsAlgorithm#HS256} the header has the same
 * members in the same order (partly documented: a later copy of the page has another order). Safe
 * to share between threads; {@link #toString} does not show the secret.
 */
public final class JwsRequestSigner {

  /** Far more than the API has operations; bounds memory if paths contain ids. */
  private static final int MAX_HEADERS = 256;

  private static final Pattern METHOD = Pattern.compile("[A-Z]+");
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final String authId;
  private final JwsAlgorithm algorithm;
  private final String authIdJson;
  private final Hmac hmac;

  /** Encoding the header each time would cost more than everything else except the hash. */
  private final BoundedCache<Target, Header> headers =
      new BoundedCache<>(MAX_HEADERS, this::header);

  private JwsRequestSigner(Credentials credentials, JwsAlgorithm algorithm) {
    this.hmac = new Hmac(credentials, algorithm);
    this.algorithm = algorithm;
    this.authId = credentials.authId();
    this.authIdJson =
        '"' + new String(JsonStringEncoder.getInstance().quoteAsUTF8(authId), UTF_8) + '"';
  }

  /**
   * A signer with the key and the id of {@code credentials}; the key may be of any length.
   *
   * @throws IllegalArgumentException if the id can't be written as UTF-8
   * @throws IllegalStateException if the platform lacks the algorithm
   * @throws NullPointerException if an argument is null
   */
  public static JwsRequestSigner of(Credentials credentials, JwsAlgorithm algorithm) {
    return new JwsRequestSigner(credentials, algorithm);
  }

  /**
   * The signature of a request.
   *
   * @param method the HTTP method in capital letters, {@code POST} for every documented operation
   * @param path the path that is sent, without host and query, such as {@code
   *     /v5/card-api/card/info}
   * @param body the bytes that are sent; not kept; do not change them during the call
   * @return {@code header..signature}, both Base64url without padding
   * @throws IllegalArgumentException if the method is not in capital letters, or the path not plain
   *     and absolute
   * @throws NullPointerException if an argument is null
   */
  public String sign(String method, String path, byte[] body) {
    requireNonNull(method, "method");
    requireNonNull(path, "path");
    requireNonNull(body, "body");
    Header header = headers.of(new Target(method, path));
    byte[] signature = hmac.of(header.signed, BASE64URL.encode(body));
    // Not by +, which copies a text of this length three times.
    return header.sent.concat(BASE64URL.encodeToString(signature));
  }

  private Header header(Target target) {
    if (!METHOD.matcher(target.method).matches()) {
      throw new IllegalArgumentException("method: not capital letters: " + target.method);
    }
    Preconditions.path("path", target.path);
    // Neither method nor path can contain a character that JSON escapes.
    String json =
        "{\"uri\":\""
            + target.path
            + "\",\"auth_id\":"
            + authIdJson
            + ",\"method\":\""
            + target.method
            + "\",\"params\":\"\",\"alg\":\""
            + algorithm
            + "\"}";
    String encoded = BASE64URL.encodeToString(json.getBytes(UTF_8));
    return new Header(encoded);
  }

  @Override
  public String toString() {
    return "JwsRequestSigner[authId=" + authId + ", algorithm=" + algorithm + "]";
  }

  private record Target(String method, String path) {

    // What the compiler generates is linked when it is first used, which takes milliseconds.
    @Override
    public boolean equals(Object other) {
      return other instanceof Target target
          && method.equals(target.method)
          && path.equals(target.path);
    }

    @Override
    public int hashCode() {
      return 31 * method.hashCode() + path.hashCode();
    }
  }

  /** The encoded header with its separator, for the signing input and for the signature. */
  private static final class Header {

    final byte[] signed;
    final String sent;

    Header(String encoded) {
      signed = (encoded + ".").getBytes(ISO_8859_1);
      sent = encoded + "..";
    }
  }
}
