package io.github.freedomcard.jmh;

import com.truelayer.signing.Signer;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Signs 1 KB with TrueLayer's {@code ES512}; its client parses the key for each signature. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TrueLayerSigningBenchmark {

  private final byte[] body = "x".repeat(1024).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  private String pem;

  /** Generates a key. */
  @Setup
  public void prepare() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp521r1"));
    KeyPair pair = generator.generateKeyPair();
    pem =
        pem("PUBLIC KEY", pair.getPublic().getEncoded())
            + pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  private static String pem(String name, byte[] der) {
    return "-----BEGIN "
        + name
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + name
        + "-----\n";
  }

  /** Measures one signature. */
  @Benchmark
  public String trueLayer() {
    return Signer.from("kid", pem)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .method("POST")
        .path("/payments")
        .body(body)
        .sign();
  }
}
