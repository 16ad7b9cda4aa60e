package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.signing.JwsRequestSigner;
import io.github.freedomcard.signing.JwsRequestVerifier;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SignatureException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Explains why a signature was refused: what was received, what was expected, and the mistake if it
 * can be proved.
 *
 * <p>It shows neither the body, which is personal data, nor the key nor the correct signature.
 * Thread-safe.
 */
final class SignatureExplainer {

  /** Of each operation, whatever was received. */
  private static final String METHOD = "POST";

  /** The verifier's limit; longer values are not analysed. */
  private static final int MAX_SIGNATURE_LENGTH = 8192;

  /**
   * Header members that describe the signature. Others, and {@code params}, may contain the
   * request's fields and are shown only if they are as expected.
   */
  private static final Set<String> SHOWN =
      Set.of("uri", "auth_id", "method", "alg", "typ", "cty", "b64", "kid");

  private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");

  private static final String NO_JWS =
      "the value is not header..signature, each in Base64url, with nothing between the two dots: ";

  private static final String RIGHT_FOR_HEADER =
      "the signature is correct for the JWS header received, but that header is wrong: ";

  private static final String NOTHING_PROVED =
      "probably another secret key: no common mistake produces this signature. Compare both SHA-256"
          + " values with those of the data that was signed: if they are equal, the key differs; if"
          + " not, the body changed after it was signed, for example in its member order or number"
          + " format";

  private final String authId;
  private final String secret;
  private final JwsRequestSigner signer;
  private final JwsRequestVerifier verifier;
  private final SignatureMistakes mistakes;

  SignatureExplainer(Credentials credentials, JwsAlgorithm algorithm) {
    this.authId = credentials.authId();
    this.secret = new String(credentials.secretKey(), UTF_8);
    this.signer = JwsRequestSigner.of(credentials, algorithm);
    this.verifier = JwsRequestVerifier.of(credentials, algorithm);
    this.mistakes = new SignatureMistakes(credentials, algorithm);
  }

  /**
   * Returns the refusal with one fact per line, and the mistake as its hint.
   *
   * @param received a request to one of the API's paths
   */
  Refusal refusal(String reason, SandboxRequest received) {
    SignatureCheck check = check(received);
    return Refusal.signature(
        description(reason, received), check.facts(), String.valueOf(check.hint()));
  }

  /** Returns the verifier's reason, without a value received that must not be shown. */
  private String description(String reason, SandboxRequest received) {
    ObjectNode expected = requireNonNull(WireJson.read(decoded(expectedHeader(received))));
    String member = reason.split(":", 2)[0];
    if (!expected.has(member)) {
      return reason;
    }
    ObjectNode members = members(received.signature());
    JsonNode value = members == null ? null : members.path(member);
    // The verifier itself does not show params.
    return value != null
            && (value.isMissingNode()
                || member.equals("params")
                || isShown(member, value, expected))
        ? reason
        : member + ": not " + expected.get(member);
  }

  /** Compares a signature with the expected one. */
  SignatureCheck check(SandboxRequest received) {
    String expectedHeader = expectedHeader(received);
    String value = received.signature();
    String header = value == null ? null : header(value);
    byte[] input =
        ((header == null ? expectedHeader : header)
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(received.body()))
            .getBytes(UTF_8);
    byte[] json = header == null ? null : SignatureMistakes.decoded(header);
    ObjectNode members = json == null ? null : WireJson.read(json);
    byte[] expected = decoded(expectedHeader);
    String mismatch = mismatch(received);
    return new SignatureCheck(
        json == null || members == null
            ? null
            : shown(json, members, requireNonNull(WireJson.read(expected))),
        header == null
            ? "none"
            : json == null
                ? "not Base64url, " + header.length() + " characters"
                : members == null ? "not a JSON object, " + json.length + " bytes" : null,
        new String(expected, UTF_8),
        measured(input) + ", with the header " + (header == null ? "expected" : "received"),
        measured(received.body()),
        mismatch == null ? null : hint(value, expectedHeader, received.body(), mismatch));
  }

  /** Returns what the verifier rejects; null if nothing. */
  private @Nullable String mismatch(SandboxRequest received) {
    try {
      String signature = received.signature();
      verifier.verify(signature == null ? "" : signature, METHOD, received.path(), received.body());
      return null;
    } catch (SignatureException mismatch) {
      return description(String.valueOf(mismatch.getMessage()), received);
    }
  }

  /** Returns the expected header in Base64url, as the library's signer writes it. */
  private String expectedHeader(SandboxRequest received) {
    String signature = signer.sign(METHOD, received.path(), new byte[0]);
    return signature.substring(0, signature.indexOf('.'));
  }

  private static byte[] decoded(String expectedHeader) {
    return Base64.getUrlDecoder().decode(expectedHeader);
  }

  /** Returns the header received; null if it is not a JSON object. */
  private static @Nullable ObjectNode members(@Nullable String value) {
    String header = value == null ? null : header(value);
    byte[] json = header == null ? null : SignatureMistakes.decoded(header);
    return json == null ? null : WireJson.read(json);
  }

  private static @Nullable String header(String value) {
    int end = value.indexOf('.');
    return value.length() > MAX_SIGNATURE_LENGTH || end <= 0 ? null : value.substring(0, end);
  }

  /** Returns the header as it is, unless it has something that must not be shown. */
  private String shown(byte[] json, ObjectNode members, ObjectNode expected) {
    String text = new String(json, UTF_8);
    boolean isPlain = PRINTABLE.matcher(text).matches();
    ObjectNode copy = WireJson.object();
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      boolean isNameShown = SafeText.isName(name) && !name.contains(secret);
      boolean isValueShown = isShown(name, value, expected);
      isPlain &= isNameShown && isValueShown;
      copy.set(
          isNameShown ? name : SafeText.HIDDEN,
          isValueShown ? value : TextNode.valueOf("(not shown: " + value.getNodeType() + ")"));
    }
    return isPlain ? text : new String(WireJson.write(copy), UTF_8).replaceAll("[^ -~]", "?");
  }

  /** The secret key may be anywhere, for example in place of the auth id. */
  private boolean isShown(String name, JsonNode value, ObjectNode expected) {
    return value.equals(expected.get(name))
        || (SHOWN.contains(name)
            && (value.isBoolean()
                || (value.isTextual()
                    && SafeText.isPlain(value.textValue())
                    && !value.textValue().contains(secret))));
  }

  private static String measured(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return bytes.length + " bytes, SHA-256 " + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private String hint(@Nullable String value, String expectedHeader, byte[] body, String mismatch) {
    if (value == null) {
      return "there is no signature: send the header X-JWS-Signature";
    }
    if (value.length() > MAX_SIGNATURE_LENGTH) {
      return NO_JWS + "it has more than " + MAX_SIGNATURE_LENGTH + " characters";
    }
    List<String> found = mistakes.find(value, expectedHeader, body);
    String malformation = found == null ? mistakes.malformation(value) : null;
    if (malformation != null) {
      return NO_JWS + malformation;
    }
    if (hasOtherAuthId(value)) {
      String correct = "use the auth id \"" + authId + "\"";
      return found == null
          ? correct + " and its secret key"
          : String.join("; and ", Stream.concat(Stream.of(correct), found.stream()).toList());
    }
    if (found == null) {
      return NOTHING_PROVED;
    }
    return found.isEmpty() ? RIGHT_FOR_HEADER + mismatch : String.join("; and ", found);
  }

  private boolean hasOtherAuthId(String value) {
    ObjectNode members = members(value);
    return members != null
        && members.path("auth_id").isTextual()
        && !members.path("auth_id").textValue().equals(authId);
  }
}
