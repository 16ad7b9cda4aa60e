package io.github.freedomcard.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectReader;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.model.RequestState;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Parses the response to a command. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RequestStateBenchmark {

  private final byte[] response = SampleMessages.STATE.getBytes(UTF_8);
  private final Json json = new Json(64 * 1024 * 1024);
  private final ObjectReader jackson = Baseline.mapper().readerFor(RequestState.class);

  /** This client: classifies the response, then parses it. */
  @Benchmark
  public RequestState freedomCard() throws Exception {
    if (json.envelope(response, true).isCallError()) {
      throw new IllegalStateException("an error");
    }
    return json.read(response, RequestState.class);
  }

  /** The baseline: a plain mapper parses the same record. */
  @Benchmark
  public RequestState jackson() throws Exception {
    return jackson.readValue(response);
  }
}
