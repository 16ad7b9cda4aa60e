package io.github.freedomcard.jmh;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.signing.JwsRequestSigner;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One call over the loopback, on a connection that is open. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CallBenchmark {

  /** The client that calls. */
  @Param({Caller.BASELINE, Caller.OURS, "square", "stripe", "openai", "checkout", "adyen"})
  public String caller;

  /** How the call travels. */
  @Param({"CLEAR", "TLS", "H2"})
  public Wire wire;

  private ResponseServer.Running server;
  private Caller call;

  /** Starts the server and checks that the client reads the response. */
  @Setup
  public void start() throws Exception {
    server = ResponseServer.start(wire);
    call = Caller.of(caller, server.baseUrl(), wire);
    if (!call.call().equals(SampleMessages.ID)) {
      throw new IllegalStateException("unexpected response");
    }
    checkBaseline();
    warmUp();
  }

  /** Calls until the JVM compiles next to nothing any more; some clients take long to get there. */
  private void warmUp() throws Exception {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    int quiet = 0;
    while (quiet < 3 && System.nanoTime() < end) {
      long compiled = compiler.getTotalCompilationTime();
      long started = System.nanoTime();
      for (int i = 0; i < 5_000; i++) {
        call.call();
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
      boolean isQuiet = (compiler.getTotalCompilationTime() - compiled) * 100 < millis;
      quiet = isQuiet ? quiet + 1 : 0;
    }
  }

  private void checkBaseline() throws Exception {
    var ours = Caller.FreedomCard.request();
    Baseline baseline = new Baseline(new OkHttpClient.Builder(), server.baseUrl(), Caller.KEY);
    byte[] body = baseline.body(Baseline.request(ours.requestId()));
    if (!Arrays.equals(new Json(1024).write(ours), body)) {
      throw new IllegalStateException("the baseline sends other bytes");
    }
    var signer = JwsRequestSigner.of(Credentials.of("123456", Caller.KEY), JwsAlgorithm.HS512);
    if (!signer.sign("POST", SampleMessages.CREATE_TRANSACTION, body).equals(baseline.sign(body))) {
      throw new IllegalStateException("the baseline sends another signature");
    }
  }

  /** Stops the server. */
  @TearDown
  public void stop() {
    server.close();
  }

  /** Measures one call. */
  @Benchmark
  public String call() throws Exception {
    return call.call();
  }
}
