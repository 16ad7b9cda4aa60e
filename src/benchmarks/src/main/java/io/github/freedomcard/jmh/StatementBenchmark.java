package io.github.freedomcard.jmh;

import com.fasterxml.jackson.databind.ObjectReader;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.card.Statement;
import io.github.freedomcard.model.card.StatementRequest;
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

/** A statement, from the bytes of the answer to records. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StatementBenchmark {

  /** How many operations it has. */
  @Param({"1000", "10000", "100000"})
  public int operations;

  private byte[] json;
  private ObjectReader jackson;
  private FreedomCardClient client;
  private StatementRequest request;

  /** Makes the answer, and a client that gets it without a network. */
  @Setup
  public void prepare() throws Exception {
    json = SampleMessages.statement(operations);
    jackson = Baseline.mapper().readerFor(Statement.class);
    // A copy of a buffer shares its bytes, so that the answer comes at no cost.
    Buffer answer = new Buffer().write(json);
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
                        .body(ResponseBody.create(answer.clone(), type, answer.size()))
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
      throw new IllegalStateException("not the same records");
    }
  }

  /** This client's: a whole call without the network, so the answer is copied into an array too. */
  @Benchmark
  public Statement freedomCard() {
    return client.getStatement(request);
  }

  /** The floor: the same records, read by a plain mapper from an array. */
  @Benchmark
  public Statement jackson() throws Exception {
    return jackson.readValue(json);
  }
}
