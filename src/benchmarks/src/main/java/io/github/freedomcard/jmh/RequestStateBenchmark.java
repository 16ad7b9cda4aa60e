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

/** The answer to a command, from its bytes to a record. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RequestStateBenchmark {

  private final byte[] answer = SampleMessages.STATE.getBytes(UTF_8);
  private final Json json = new Json(64 * 1024 * 1024);
  private final ObjectReader jackson = Baseline.mapper().readerFor(RequestState.class);

  /** This client's: whether the answer is one, and then the answer. */
  @Benchmark
  public RequestState freedomCard() throws Exception {
    if (json.envelope(answer).isCallError()) {
      throw new IllegalStateException("an error");
    }
    return json.read(answer, RequestState.class);
  }

  /** The floor: the same record, read by a plain mapper. */
  @Benchmark
  public RequestState jackson() throws Exception {
    return jackson.readValue(answer);
  }
}
