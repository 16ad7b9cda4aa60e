package io.github.freedomcard.jmh;

import com.fasterxml.jackson.databind.ObjectReader;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.card.Statement;
import io.github.freedomcard.model.card.StatementRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Parses a statement. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StatementBenchmark {

  static final List<Integer> SIZES = List.of(1_000, 100_000);

  /** The number of operations of the statement, one of {@link #SIZES}. */
  @Param({"1000", "100000"})
  public int operations;

  private byte[] json;
  private ObjectReader jackson;
  private FreedomCardClient client;
  private StatementRequest request;

  /** Creates the response, and a client that gets it without a network. */
  @Setup
  public void prepare() throws Exception {
    json = SampleMessages.statement(operations);
    jackson = Baseline.mapper().readerFor(Statement.class);
    // A clone of a buffer shares its bytes, so the response costs nothing.
    Buffer response = new Buffer().write(json);
    MediaType type = MediaType.get("application/json");
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain ->
                    new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(200)
                        .message("OK")
                        .body(ResponseBody.create(response.clone(), type, response.size()))
                        .build())
            .build();
    client =
        FreedomCardClient.builder()
            .baseUrl("http://127.0.0.1:1")
            .credentials("123456", "0123456789abcdef0123456789abcdef")
            .httpClient(http)
            .build();
    request = StatementRequest.builder().cardId("card-0123456789").build();
    if (!freedomCard().equals(jackson())) {
      throw new IllegalStateException("the records differ");
    }
  }

  /** This client: a whole call without a network, including the copy of the body. */
  @Benchmark
  public Statement freedomCard() {
    return client.getStatement(request);
  }

  /** The baseline: a plain mapper parses the same records from an array. */
  @Benchmark
  public Statement jackson() throws Exception {
    return jackson.readValue(json);
  }
}
