package io.github.freedomcard.jmh;

import io.github.freedomcard.internal.json.Json;
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

/** One call over the loopback. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CallBenchmark {

  /** The client that calls. */
  @Param({Caller.BASELINE, Caller.OURS, "square", "stripe", "openai", "checkout", "adyen"})
  public String caller;

  private ResponseServer.Running server;
  private Caller call;

  /** Starts the server and checks that the client reads the response. */
  @Setup
  public void start() throws Exception {
    server = ResponseServer.start(0);
    call = Caller.of(caller, server.baseUrl());
    if (!call.call().equals(SampleMessages.ID)) {
      throw new IllegalStateException("unexpected response");
    }
    var ours = Caller.FreedomCard.request();
    byte[] baseline =
        new Baseline(new OkHttpClient(), server.baseUrl()).body(Baseline.request(ours.requestId()));
    if (!Arrays.equals(new Json(1024).write(ours), baseline)) {
      throw new IllegalStateException("the baseline sends other bytes");
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
