package io.github.freedomcard.jmh;

import io.github.freedomcard.FreedomCardClient;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The first call after an idle time, in which all connections were closed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReconnectBenchmark {

  /** The client that calls. */
  @Param({Caller.BASELINE, Caller.OURS})
  public String caller;

  private final ConnectionPool pool = new ConnectionPool();
  private ResponseServer.Running server;
  private Callable<?> call;

  /** Starts the server. */
  @Setup
  public void start() throws Exception {
    server = ResponseServer.start(Wire.TLS);
    OkHttpClient.Builder http =
        new OkHttpClient.Builder().protocols(Wire.TLS.protocols()).connectionPool(pool);
    if (caller.equals(Caller.BASELINE)) {
      call = new Baseline(http, server.baseUrl(), Caller.KEY)::call;
    } else {
      FreedomCardClient client =
          Caller.FreedomCard.builder(server.baseUrl())
              .configureHttp(own -> own.connectionPool(pool))
              .build();
      call = () -> client.createTransaction(Caller.FreedomCard.request());
    }
  }

  /** Closes the connection. */
  @Setup(Level.Invocation)
  public void close() {
    pool.evictAll();
  }

  /** Stops the server. */
  @TearDown
  public void stop() {
    server.close();
  }

  /** Measures one call with its handshake. */
  @Benchmark
  public Object call() throws Exception {
    return call.call();
  }
}
