package io.github.freedomcard.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.signing.JwsRequestSigner;
import io.github.freedomcard.signing.JwsRequestVerifier;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Feeds almost valid signatures, and validly signed unusual headers, to the verifier.
 *
 * <p>Invariants: a changed request is never accepted, and the verifier throws nothing but {@link
 * SignatureException}.
 */
final class SignatureFuzz {

  private static final String SECRET = "MARK ED secret";
  private static final Credentials CREDENTIALS = Credentials.of("123456", SECRET);
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final long seed;
  private final FuzzReport report;

  /** The arguments of the verifier. */
  @SuppressWarnings("ArrayRecordComponent") // compared by isLike
  private record Signed(String signature, String method, String path, byte[] body) {

    boolean isLike(Signed other) {
      return signature.equals(other.signature)
          && method.equals(other.method)
          && path.equals(other.path)
          && Arrays.equals(body, other.body);
    }
  }

  SignatureFuzz(long seed, FuzzReport report) {
    this.seed = seed;
    this.report = report;
  }

  /** Verifies the signature with this index, the same at each run. */
  void run(long index) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + index);
    JwsAlgorithm algorithm = random.nextBoolean() ? JwsAlgorithm.HS512 : JwsAlgorithm.HS256;
    byte[] body = new byte[random.nextInt(300)];
    random.nextBytes(body);
    String path = "/v5/card-api/card/info";
    Signed valid =
        new Signed(
            JwsRequestSigner.of(CREDENTIALS, algorithm).sign("POST", path, body),
            "POST",
            path,
            body);
    boolean resigned = random.nextInt(3) == 0;
    Signed changed = resigned ? resigned(valid, algorithm, random) : changed(valid, random);
    ResourceUsage start = ResourceUsage.now();
    String result = verify(changed, algorithm);
    ResourceUsage used = ResourceUsage.now().since(start);
    String where = "signature " + index + ": " + changed.signature;
    report.count((resigned ? "re-signed, " : "changed, ") + result);
    if (!result.equals("refused") && !result.equals("accepted")) {
      report.violation(result, where);
    }
    // A re-signed header may be accepted: members may come in any order, unknown ones are ignored.
    boolean unchanged = changed.isLike(valid);
    if (!resigned && result.equals("accepted") != unchanged) {
      report.violation(result + (unchanged ? " although unchanged" : " although changed"), where);
    }
    long allowed = AllocationBudget.ofSignature(changed.signature);
    report.allocated(used.bytes(), allowed, result.equals("accepted"));
    if (used.bytes() > allowed) {
      report.violation(used.bytes() + " bytes allocated", where);
    }
  }

  private static String verify(Signed signed, JwsAlgorithm algorithm) {
    try {
      JwsRequestVerifier.of(CREDENTIALS, algorithm)
          .verify(signed.signature, signed.method, signed.path, signed.body);
      return "accepted";
    } catch (SignatureException e) {
      return e.toString().contains(SECRET) ? "shows the secret" : "refused";
    } catch (RuntimeException | StackOverflowError e) {
      return "undocumented exception: " + e;
    }
  }

  /** Changes the request without the key. */
  private static Signed changed(Signed signed, SplittableRandom random) {
    Signed changed = signed;
    for (int rounds = random.nextInt(1, 4); rounds > 0; rounds--) {
      changed =
          switch (random.nextInt(8)) {
            case 0 -> withBody(changed, mutated(text(changed.body), random));
            case 1 -> withMethod(changed, mutated(changed.method, random));
            case 2 -> withPath(changed, mutated(changed.path, random));
            case 3 -> withSignature(changed, part(changed.signature, 0, random));
            case 4 -> withSignature(changed, part(changed.signature, 2, random));
            default -> withSignature(changed, mutated(changed.signature, random));
          };
    }
    return changed;
  }

  /** Mutates the decoded bytes of one dot-separated part. */
  private static String part(String signature, int index, SplittableRandom random) {
    String[] parts = signature.split("\\.", -1);
    if (parts.length <= index) {
      return signature;
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(parts[index]);
    } catch (IllegalArgumentException malformed) {
      return signature;
    }
    parts[index] =
        BASE64URL.encodeToString(
            mutated(new String(bytes, ISO_8859_1), random).getBytes(ISO_8859_1));
    return String.join(".", parts);
  }

  /** Mutates the header and signs it with the key. */
  private static Signed resigned(Signed signed, JwsAlgorithm algorithm, SplittableRandom random) {
    String encoded = signed.signature.substring(0, signed.signature.indexOf('.'));
    String header = new String(Base64.getUrlDecoder().decode(encoded), ISO_8859_1);
    byte[] bytes = mutated(header, random).getBytes(ISO_8859_1);
    String input = BASE64URL.encodeToString(bytes) + ".";
    String name = algorithm == JwsAlgorithm.HS512 ? "HmacSHA512" : "HmacSHA256";
    try {
      Mac mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), name));
      mac.update(input.getBytes(ISO_8859_1));
      byte[] hash = mac.doFinal(BASE64URL.encode(signed.body));
      return withSignature(signed, input + "." + BASE64URL.encodeToString(hash));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String mutated(String text, SplittableRandom random) {
    return Mutation.any(random).apply(text, random);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  private static Signed withBody(Signed signed, String body) {
    return new Signed(signed.signature, signed.method, signed.path, body.getBytes(ISO_8859_1));
  }

  private static Signed withSignature(Signed signed, String signature) {
    return new Signed(signature, signed.method, signed.path, signed.body);
  }

  private static Signed withMethod(Signed signed, String method) {
    return new Signed(signed.signature, method, signed.path, signed.body);
  }

  private static Signed withPath(Signed signed, String path) {
    return new Signed(signed.signature, signed.method, path, signed.body);
  }
}
