package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxCaller.CARD;
import static io.github.freedomcard.sandbox.SandboxCaller.bytes;
import static io.github.freedomcard.sandbox.SandboxCaller.newId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.freedomcard.testing.Wait;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP/2 frame by frame. */
@Timeout(60)
class Http2ConnectionTest {

  private static final String PATH = CARD + "bulk_issue";
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  private final FreedomCardSandbox sandbox =
      FreedomCardSandbox.start(SandboxOptions.builder().tls(true).build());
  private final SandboxCaller caller = new SandboxCaller(sandbox);
  private SSLSocket socket;
  private InputStream in;
  private Http2Writer writer;

  @BeforeEach
  void connect() throws IOException {
    socket =
        (SSLSocket)
            sandbox
                .sslContext()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), sandbox.baseUrl().getPort());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(60_000);
    in = new BufferedInputStream(socket.getInputStream());
    writer = new Http2Writer(socket.getOutputStream());
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    sandbox.close();
  }

  /** Sends the client's side of the preface, with one setting. */
  private void greet(int setting, int value) throws IOException {
    socket.getOutputStream().write(PREFACE.getBytes(UTF_8));
    send(
        Http2Frame.SETTINGS,
        0,
        0,
        ByteBuffer.allocate(6).putShort((short) setting).putInt(value).array());
  }

  private void greet() throws IOException {
    greet(1, 4_096);
  }

  private void send(int type, int flags, int streamId, byte[] payload) throws IOException {
    socket.getOutputStream().write(new Http2Frame(type, flags, streamId, payload).header());
    socket.getOutputStream().write(payload);
  }

  private List<HttpField> fields(byte[] body) {
    return List.of(
        new HttpField(":method", "POST"),
        new HttpField(":scheme", "https"),
        new HttpField(":authority", "localhost"),
        new HttpField(":path", PATH),
        new HttpField("content-type", "application/json"),
        new HttpField("request-id", "r"),
        new HttpField("x-jws-signature", caller.sign(PATH, body)));
  }

  private static byte[] body(String requestId) {
    return bytes("{'request_id':'%s','product_id':2000,'quantity':1}".formatted(requestId));
  }

  private void request(int streamId, byte[] body) throws IOException {
    writer.headers(streamId, fields(body), false);
    writer.data(streamId, body);
    writer.endOfData(streamId);
  }

  private Http2Frame frame() throws IOException {
    return requireNonNull(Http2Frame.read(in), "the connection has ended");
  }

  /** Returns the frames of a stream up to its end; skips all others. */
  private List<Http2Frame> response(int streamId) throws IOException {
    List<Http2Frame> frames = new ArrayList<>();
    do {
      Http2Frame frame = frame();
      if (frame.streamId() == streamId && frame.type() != Http2Frame.WINDOW_UPDATE) {
        frames.add(frame);
      }
    } while (frames.isEmpty() || !isLast(frames.get(frames.size() - 1)));
    return frames;
  }

  private static boolean isLast(Http2Frame frame) {
    return switch (frame.type()) {
      case Http2Frame.RST_STREAM -> true;
      case Http2Frame.DATA, Http2Frame.HEADERS -> frame.has(Http2Frame.END_STREAM);
      default -> false;
    };
  }

  private static String text(List<Http2Frame> frames) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    frames.stream()
        .filter(frame -> frame.type() == Http2Frame.DATA)
        .forEach(frame -> text.writeBytes(frame.payload()));
    return text.toString(UTF_8);
  }

  private void awaitTriggered(int faults) {
    Wait.until(() -> sandbox.faults().triggered().size() == faults);
  }

  private int resetCode(int streamId) throws IOException {
    List<Http2Frame> frames = response(streamId);
    assertThat(frames).hasSize(1);
    return frames.get(0).number();
  }

  private void assertServed(int streamId) throws IOException {
    String requestId = newId();
    request(streamId, body(requestId));
    List<Http2Frame> frames = response(streamId);
    assertThat(text(frames)).startsWith("{\"status\":\"ok\"").endsWith("}");
    assertThat(new HpackDecoder().decode(frames.get(0).payload()))
        .contains(
            new HttpField(":status", "200"), new HttpField("content-type", "application/json"))
        .extracting(HttpField::name)
        .doesNotContain("transfer-encoding", "connection");
    assertThat(sandbox.ledger().effects(UUID.fromString(requestId))).isEqualTo(1);
  }

  @Test
  void fault_always_endsItsStreamAlone() throws IOException {
    greet();
    sandbox.faults().next("bulkIssueCards", Fault.responseLost());
    request(1, body(newId()));
    assertThat(resetCode(1)).isEqualTo(Http2Exception.INTERNAL_ERROR);
    assertServed(3);

    sandbox.faults().next("bulkIssueCards", Fault.responseTruncated());
    request(5, body(newId()));
    List<Http2Frame> truncated = response(5);
    assertThat(text(truncated)).startsWith("{\"status\":\"ok\"").doesNotContain("}");
    assertThat(new HpackDecoder().decode(truncated.get(0).payload()))
        .extracting(HttpField::name)
        .contains(":status")
        .doesNotContain("sandbox-delivery");
    assertThat(truncated.get(truncated.size() - 1).number())
        .isEqualTo(Http2Exception.INTERNAL_ERROR);

    sandbox.faults().next("bulkIssueCards", Fault.requestTimeout());
    String requestId = newId();
    request(7, body(requestId));
    // Each stream has its own thread: the next request must not overtake this one and its fault.
    awaitTriggered(3);
    // The withheld response delays no other.
    assertServed(9);
    sandbox.faults().release();
    assertThat(resetCode(7)).isEqualTo(Http2Exception.INTERNAL_ERROR);
    assertThat(sandbox.ledger().effects(UUID.fromString(requestId))).isZero();
  }

  @Test
  void reset_always_endsTheTcpConnection() throws IOException {
    greet();
    assertServed(1);
    sandbox.faults().next("bulkIssueCards", Fault.requestReset());
    request(3, body(newId()));
    assertThatThrownBy(() -> response(3)).isInstanceOf(SocketException.class);
  }

  @Test
  void resetConnections_whenOthersAreInFlight_resetUnread() throws IOException {
    greet();
    sandbox.faults().next("bulkIssueCards", Fault.responseTimeout());
    request(1, body(newId()));
    awaitTriggered(1);
    sandbox.faults().resetConnections(1);
    request(3, body(newId()));
    assertThatThrownBy(() -> response(3)).isInstanceOf(SocketException.class);
    assertThat(sandbox.ledger().entries()).hasSize(1);
  }

  @Test
  void refuseConnections_whenRequestInFlight_respondedAndClosed() throws IOException {
    greet();
    sandbox.faults().next("bulkIssueCards", Fault.responseDelayed(Duration.ofSeconds(1)));
    request(1, body(newId()));
    awaitTriggered(1);
    sandbox.faults().refuseConnections();
    request(3, body(newId()));
    assertThat(resetCode(3)).isEqualTo(Http2Exception.REFUSED_STREAM);
    assertThat(text(response(1))).contains("\"status\":\"ok\"");
    assertThat(frame().type()).isEqualTo(Http2Frame.GOAWAY);
    assertThat(Http2Frame.read(in)).isNull();
    assertThat(sandbox.ledger().entries()).hasSize(1);
  }

  @Test
  void request_inAnyFrames_served() throws IOException {
    greet();
    byte[] body = body(newId());
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    new Http2Writer(headers).headers(1, fields(body), false);
    byte[] block = headers.toByteArray();
    // A padded frame with priority, whose block goes on in two others, one of them empty.
    byte[] start =
        ByteBuffer.allocate(8 + 20).put((byte) 2).put(new byte[5]).put(block, 9, 20).array();
    send(Http2Frame.HEADERS, Http2Frame.PADDED | Http2Frame.PRIORITY, 1, start);
    send(Http2Frame.CONTINUATION, 0, 1, new byte[0]);
    send(
        Http2Frame.CONTINUATION,
        Http2Frame.END_HEADERS,
        1,
        ByteBuffer.allocate(block.length - 29).put(block, 29, block.length - 29).array());
    send(
        Http2Frame.DATA,
        Http2Frame.PADDED,
        1,
        ByteBuffer.allocate(1 + body.length + 3).put((byte) 3).put(body).array());
    send(0xfa, 0, 1, new byte[7]);
    byte[] ping = "12345678".getBytes(UTF_8);
    send(Http2Frame.PING, 0, 0, ping);
    // Trailers end the request.
    writer.headers(1, List.of(new HttpField("x-trailer", "1")), true);
    Http2Frame pong = frame();
    while (pong.type() != Http2Frame.PING) {
      pong = frame();
    }
    assertThat(pong.payload()).isEqualTo(ping);
    assertThat(text(response(1))).contains("\"status\":\"ok\"");
  }

  @Test
  void response_whenWindowIsSmall_waitsForTheClient() throws IOException {
    greet(4, 10);
    request(1, body(newId()));
    Http2Frame first = frame();
    while (first.type() != Http2Frame.DATA) {
      first = frame();
    }
    assertThat(first.payload()).hasSize(10);
    writer.windowUpdate(1, 7);
    Http2Frame second = frame();
    assertThat(second.payload()).hasSize(7);
    // The setting changes the windows of all streams.
    send(
        Http2Frame.SETTINGS,
        0,
        0,
        ByteBuffer.allocate(6).putShort((short) 4).putInt(1_000).array());
    assertThat(text(List.of(first, second)) + text(response(1)))
        .startsWith("{\"status\":\"ok\"")
        .endsWith("}");
  }

  @Test
  void request_whenCancelledBeforeItsEnd_notProcessed() throws IOException {
    greet();
    byte[] body = body(newId());
    writer.headers(1, fields(body), false);
    writer.data(1, body);
    writer.reset(1, Http2Exception.INTERNAL_ERROR);
    assertServed(3);
    assertThat(sandbox.ledger().entries()).hasSize(1);
    socket.close();
    Wait.until(() -> sandbox.openConnections() == 0);
  }

  /** A test that waits until no connection is open can rely on that nothing takes effect later. */
  @Test
  void connection_whenTheClientLeaves_openUntilItsRequestsEnd() throws IOException {
    greet();
    sandbox.data(
        store -> {
          // The request waits to be processed.
          try {
            request(1, body(newId()));
            awaitPong();
            socket.close();
            connect();
            greet();
            awaitPong();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return assertThat(sandbox.openConnections()).isEqualTo(2);
        });
    Wait.until(() -> sandbox.openConnections() == 1);
    assertThat(sandbox.ledger().entries()).hasSize(1);
  }

  @Test
  void responseDelayed_whenReleasedOrNotWanted_endsAtOnce() throws IOException {
    greet();
    sandbox.faults().always("bulkIssueCards", Fault.responseDelayed(Duration.ofDays(1)));
    request(1, body(newId()));
    request(3, body(newId()));
    awaitTriggered(2);
    writer.reset(1, Http2Exception.CANCEL);
    sandbox.faults().release();
    assertThat(text(response(3))).contains("\"status\":\"ok\"");
    request(5, body(newId()));
    awaitTriggered(3);
    socket.close();
    Wait.until(() -> sandbox.openConnections() == 0);
  }

  /** Waits until the sandbox has read all frames sent so far. */
  private void awaitPong() throws IOException {
    send(Http2Frame.PING, 0, 0, new byte[8]);
    while (frame().type() != Http2Frame.PING) {
      // Skips all others.
    }
  }

  @ParameterizedTest
  @CsvSource({
    "content-length, 1",
    "connection, close",
    "x-a, 'a\r\nb: c'",
    "'x a', b",
    ":path, /a",
    "x-a, 'b\u0001'",
    "host, example.org",
    "origin, https://a|https://b",
  })
  void request_whenMalformed_itsStreamIsReset(String name, String value) throws IOException {
    greet();
    byte[] body = body(newId());
    List<HttpField> fields = new ArrayList<>(fields(body));
    for (String each : value.split("\\|", -1)) {
      fields.add(new HttpField(name, each));
    }
    writer.headers(1, fields, false);
    writer.data(1, body);
    writer.endOfData(1);
    assertThat(resetCode(1)).isEqualTo(Http2Exception.PROTOCOL_ERROR);
    assertServed(3);
  }

  /** Each row: the frame as sent, and the error code of the response. */
  @ParameterizedTest
  @CsvSource({
    "000000 09 04 00000001, 1", // CONTINUATION of nothing
    "000000 01 04 00000002, 1", // a stream of the server
    "000001 01 08 00000001 ff, 1", // more padding than frame
    "000001 01 04 00000001 80, 9", // HPACK
    "000001 01 00 00000001 82 000000 06 00 00000000, 1", // headers interrupted
    "004001 00 00 00000001, 6", // too long
    "000006 04 00 00000000 0004 80000000, 3", // a window that is too large
    "000003 08 00 00000000 000001, 6",
  })
  void connection_whenMalformed_endsWithGoAway(String frame, int code) throws IOException {
    greet();
    socket.getOutputStream().write(HexFormat.of().parseHex(frame.replace(" ", "")));
    assertThat(goAwayCode()).isEqualTo(code);
  }

  @Test
  void headers_whenTooLarge_goAway() throws IOException {
    greet();
    send(Http2Frame.HEADERS, 0, 1, new byte[0]);
    for (int i = 0; i < 5; i++) {
      send(Http2Frame.CONTINUATION, 0, 1, new byte[Http2Frame.MAX_PAYLOAD]);
    }
    assertThat(goAwayCode()).isEqualTo(Http2Exception.ENHANCE_YOUR_CALM);
  }

  @Test
  void headers_whenTheyDecodeToTooMuch_goAway() throws IOException {
    greet();
    // A literal of 1,000 bytes that is added to the table, and indices of it.
    ByteBuffer block = ByteBuffer.allocate(6 + 1_000 + 100).put(HexFormat.of().parseHex("400161"));
    block.put(HexFormat.of().parseHex("7fe906")).put(new byte[1_000]);
    while (block.hasRemaining()) {
      block.put((byte) 0xbe);
    }
    send(Http2Frame.HEADERS, Http2Frame.END_HEADERS, 1, block.array());
    assertThat(goAwayCode()).isEqualTo(Http2Exception.ENHANCE_YOUR_CALM);
  }

  @Test
  void streams_whenTooMany_refused() throws IOException {
    greet();
    Http2Frame settings = frame();
    assertThat(settings.payload()).startsWith(0, 3, 0, 0, 0, 100);
    List<HttpField> fields = fields(body(newId()));
    for (int i = 0; i < 100; i++) {
      writer.headers(1 + 2 * i, fields, false);
    }
    writer.headers(201, fields, false);
    assertThat(resetCode(201)).isEqualTo(Http2Exception.REFUSED_STREAM);
    writer.reset(1, Http2Exception.CANCEL);
    assertServed(203);
  }

  @Test
  void bodies_whenTooLongTogether_goAway() throws IOException {
    greet();
    for (int id = 1; id <= 5; id += 2) {
      writer.headers(id, fields(new byte[0]), false);
      for (int i = 0; i < (id < 5 ? BodyLimit.CARD_API / Http2Frame.MAX_PAYLOAD : 1); i++) {
        writer.data(id, new byte[Http2Frame.MAX_PAYLOAD]);
      }
    }
    assertThat(goAwayCode()).isEqualTo(Http2Exception.ENHANCE_YOUR_CALM);
  }

  @Test
  void preface_whenMalformed_goAway() throws IOException {
    socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
    assertThat(goAwayCode()).isEqualTo(Http2Exception.PROTOCOL_ERROR);
  }

  private int goAwayCode() throws IOException {
    Http2Frame frame = frame();
    while (frame.type() != Http2Frame.GOAWAY) {
      frame = frame();
    }
    return ByteBuffer.wrap(frame.payload()).getInt(4);
  }

  /** Another client than OkHttp, with its own HPACK. */
  @Test
  void jdkClient_whenItSpeaksHttp2_served() {
    SandboxCaller http2 = new SandboxCaller(sandbox, HttpClient.Version.HTTP_2);
    for (int i = 0; i < 3; i++) {
      HttpResponse<byte[]> response = http2.send(http2.request(PATH, body(newId())));
      assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(response.statusCode()).isEqualTo(200);
    }
    String cardId = http2.activeCard("100.00");
    assertThat(http2.account(cardId).path("amount").decimalValue()).isEqualByComparingTo("100");
  }
}
