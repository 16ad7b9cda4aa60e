package io.github.freedomcard.jmh;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.signing.JwsRequestSigner;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Signs a request with {@code HS512}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SigningBenchmark {

  private static final String KEY = "0123456789abcdef".repeat(4);

  /** The size of the body. */
  @Param("1024")
  public int bytes;

  private byte[] body;
  private JwsRequestSigner signer;
  private Mac mac;
  private byte[] signingInput;
  private JWSHeader nimbusHeader;
  private MACSigner nimbusSigner;

  /** Creates everything that can be reused. */
  @Setup
  public void prepare() throws Exception {
    body = new byte[bytes];
    Random random = new Random(1);
    for (int i = 0; i < bytes; i++) {
      body[i] = (byte) (' ' + random.nextInt(95));
    }
    signer = JwsRequestSigner.of(Credentials.of("123456", KEY), JwsAlgorithm.HS512);
    mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(KEY.getBytes(UTF_8), "HmacSHA512"));
    String signature = freedomCard();
    Base64URL header = new Base64URL(signature.substring(0, signature.indexOf('.')));
    signingInput = (header + "." + Base64URL.encode(body)).getBytes(US_ASCII);
    nimbusHeader = JWSHeader.parse(header);
    nimbusSigner = new MACSigner(KEY);
    String baseline = header + ".." + Base64URL.encode(macReused());
    if (!signature.equals(baseline) || !signature.equals(nimbus())) {
      throw new IllegalStateException("the signatures differ");
    }
  }

  /** This client's signer. */
  @Benchmark
  public String freedomCard() {
    return signer.sign("POST", SampleMessages.CREATE_TRANSACTION, body);
  }

  /** The baseline: only the MAC of the signing input. */
  @Benchmark
  public byte[] macReused() {
    return mac.doFinal(signingInput);
  }

  /** Nimbus, with a reused header and signer. */
  @Benchmark
  public String nimbus() throws Exception {
    JWSObject object = new JWSObject(nimbusHeader, new Payload(body));
    object.sign(nimbusSigner);
    return object.serialize(true);
  }
}
