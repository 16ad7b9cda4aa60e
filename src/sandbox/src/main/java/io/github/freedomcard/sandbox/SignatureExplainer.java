package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

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

  /** The verifier's limit; longer values are not analysed. */
  private static final int MAX_SIGNATURE_LENGTH = 8192;

  /**
   * Header members that describe the signature; other values may contain anything and are not
   * shown.
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
  private final JwsRequestSigner signer;
  private final JwsRequestVerifier verifier;
  private final SignatureMistakes mistakes;

  SignatureExplainer(Credentials credentials, JwsAlgorithm algorithm) {
    this.authId = credentials.authId();
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
    return Refusal.signature(reason, check.facts(), String.valueOf(check.hint()));
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
    String mismatch = mismatch(received);
    return new SignatureCheck(
        json == null || members == null ? null : shown(json, members),
        header == null
            ? "none"
            : json == null
                ? "not Base64url, " + header.length() + " characters"
                : members == null ? "not a JSON object, " + json.length + " bytes" : null,
        new String(Base64.getUrlDecoder().decode(expectedHeader), UTF_8),
        measured(input) + ", with the header " + (header == null ? "expected" : "received"),
        measured(received.body()),
        mismatch == null ? null : hint(value, expectedHeader, received.body(), mismatch));
  }

  /** Returns what the verifier rejects; null if nothing. */
  private @Nullable String mismatch(SandboxRequest received) {
    try {
      String signature = received.signature();
      verifier.verify(
          signature == null ? "" : signature, received.method(), received.path(), received.body());
      return null;
    } catch (SignatureException mismatch) {
      return String.valueOf(mismatch.getMessage());
    }
  }

  /** Returns the expected header in Base64url, as the library's signer writes it. */
  private String expectedHeader(SandboxRequest received) {
    String signature = signer.sign(received.method(), received.path(), new byte[0]);
    return signature.substring(0, signature.indexOf('.'));
  }

  private static @Nullable String header(String value) {
    int end = value.indexOf('.');
    return value.length() > MAX_SIGNATURE_LENGTH || end <= 0 ? null : value.substring(0, end);
  }

  /** Returns the header as it is, unless it has something that must not be shown. */
  private static String shown(byte[] json, ObjectNode members) {
    String text = new String(json, UTF_8);
    boolean isPlain = PRINTABLE.matcher(text).matches();
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      if (!isShown(member.getKey(), member.getValue())) {
        isPlain = false;
        member.setValue(TextNode.valueOf("(not shown: " + member.getValue().getNodeType() + ")"));
      }
    }
    return isPlain ? text : new String(WireJson.write(members), UTF_8).replaceAll("[^ -~]", "?");
  }

  private static boolean isShown(String name, JsonNode value) {
    // A client may have put the request's fields into params.
    return name.equals("params")
        ? value.isTextual() && value.textValue().isEmpty()
        : SHOWN.contains(name) && value.isValueNode();
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
    String header = header(value);
    byte[] json = header == null ? null : SignatureMistakes.decoded(header);
    ObjectNode members = json == null ? null : WireJson.read(json);
    return members != null
        && members.path("auth_id").isTextual()
        && !members.path("auth_id").textValue().equals(authId);
  }
}
