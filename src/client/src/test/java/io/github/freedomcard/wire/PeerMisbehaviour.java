package io.github.freedomcard.wire;

import io.github.freedomcard.testing.Http2Peer;
import io.github.freedomcard.testing.Http2Peer.Connection;
import io.github.freedomcard.testing.Http2Peer.Stream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an HTTP/2 peer does wrong, frame by frame.
 *
 * @param kind when the peer processes a request, and whether its response is correct
 * @param onConnection what it sends first
 * @param onHeaders what it does when the headers of a request arrived
 * @param onRequest what it does when a whole request arrived
 */
record PeerMisbehaviour(
    String name, Kind kind, OnConnection onConnection, OnStream onHeaders, OnStream onRequest) {

  enum Kind {
    /** It sends a correct response, if in an unusual way; the call must succeed. */
    CORRECT_RESPONSE,
    /** It sends a success, but not in correct HTTP, or not as OkHttp understands it. */
    BROKEN_RESPONSE,
    /** It sends no whole response, and may or may not process the request. */
    NO_RESPONSE,
    /** No whole request arrives, if it is large. */
    NO_REQUEST;

    /** Whether the peer processes the request: what to try. */
    List<Boolean> processes() {
      return switch (this) {
        case CORRECT_RESPONSE, BROKEN_RESPONSE -> List.of(true);
        case NO_RESPONSE -> List.of(false, true);
        case NO_REQUEST -> List.of(false);
      };
    }
  }

  interface OnConnection {
    void run(Connection connection) throws IOException, InterruptedException;
  }

  interface OnStream {
    void run(Stream stream, String success) throws IOException, InterruptedException;
  }

  private static final List<String> ERROR_CODES =
      List.of(
          "NO_ERROR",
          "PROTOCOL_ERROR",
          "INTERNAL_ERROR",
          "FLOW_CONTROL_ERROR",
          "SETTINGS_TIMEOUT",
          "STREAM_CLOSED",
          "FRAME_SIZE_ERROR",
          "REFUSED_STREAM",
          "CANCEL",
          "COMPRESSION_ERROR",
          "CONNECT_ERROR",
          "ENHANCE_YOUR_CALM",
          "INADEQUATE_SECURITY",
          "HTTP_1_1_REQUIRED");
  private static final int CANCEL = 8;
  private static final int LATER_STREAM = 1001;

  static List<PeerMisbehaviour> all() {
    List<PeerMisbehaviour> all = new ArrayList<>();
    all.add(request("none", Kind.CORRECT_RESPONSE, (s, json) -> s.respond(200, json)));
    resets(all);
    goAways(all);
    stalls(all);
    cuts(all);
    floods(all);
    limits(all);
    return List.copyOf(all);
  }

  private static void resets(List<PeerMisbehaviour> all) {
    for (int code = 0; code < ERROR_CODES.size(); code++) {
      int each = code;
      all.add(noResponse("RST_STREAM " + ERROR_CODES.get(code), (s, json) -> s.reset(each)));
    }
    all.add(
        new PeerMisbehaviour(
            "RST_STREAM CANCEL before the body",
            Kind.NO_RESPONSE,
            Connection::settings,
            (s, json) -> s.reset(CANCEL),
            (s, json) -> {}));
    all.add(
        noResponse(
            "RST_STREAM CANCEL after the response's headers",
            (s, json) -> {
              headers(s, json.length());
              s.reset(CANCEL);
            }));
    all.add(
        noResponse(
            "RST_STREAM CANCEL within DATA",
            (s, json) -> {
              headers(s, json.length());
              s.data(false, json.substring(0, 9));
              s.reset(CANCEL);
            }));
    all.add(
        request(
            "RST_STREAM NO_ERROR after the response",
            Kind.CORRECT_RESPONSE,
            (s, json) -> {
              s.respond(200, json);
              s.reset(0);
            }));
  }

  private static void goAways(List<PeerMisbehaviour> all) {
    all.add(
        noResponse("GOAWAY below the stream", (s, json) -> s.connection().goAway(s.id() - 1, 0)));
    all.add(
        noResponse(
            "GOAWAY below the stream, then closed",
            (s, json) -> {
              s.connection().goAway(s.id() - 1, 0);
              s.connection().close();
            }));
    all.add(noResponse("GOAWAY at the stream", (s, json) -> s.connection().goAway(s.id(), 0)));
    all.add(
        noResponse(
            "GOAWAY above the stream, then closed",
            (s, json) -> {
              s.connection().goAway(LATER_STREAM, 0);
              s.connection().close();
            }));
    all.add(
        request(
            "GOAWAY above the stream, then the response",
            Kind.CORRECT_RESPONSE,
            (s, json) -> {
              s.connection().goAway(LATER_STREAM, 0);
              s.respond(200, json);
            }));
    all.add(
        new PeerMisbehaviour(
            "GOAWAY before the body",
            Kind.NO_RESPONSE,
            Connection::settings,
            (s, json) -> s.connection().goAway(0, 0),
            (s, json) -> {}));
  }

  private static void stalls(List<PeerMisbehaviour> all) {
    all.add(
        new PeerMisbehaviour(
            "stall without SETTINGS",
            Kind.NO_RESPONSE,
            connection -> {},
            (s, json) -> {},
            (s, json) -> {}));
    all.add(noResponse("stall before the response", (s, json) -> {}));
    all.add(
        noResponse("stall after the response's headers", (s, json) -> headers(s, json.length())));
    all.add(
        noResponse(
            "stall within DATA",
            (s, json) -> {
              headers(s, json.length());
              s.data(false, json.substring(0, 9));
            }));
    all.add(
        request(
            "stall before END_STREAM, Content-Length reached",
            Kind.BROKEN_RESPONSE,
            (s, json) -> {
              headers(s, json.length());
              s.data(false, json);
            }));
    all.add(
        request(
            "stall before END_STREAM, no Content-Length",
            Kind.BROKEN_RESPONSE,
            (s, json) -> {
              s.headers(false, ":status", "200");
              s.data(false, json);
            }));
    all.add(
        noResponse(
            "stall after 204 without END_STREAM", (s, json) -> s.headers(false, ":status", "204")));
    all.add(
        noResponse("stall after Content-Length: 0 without END_STREAM", (s, json) -> headers(s, 0)));
    all.add(noResponse("stall of the whole connection", (s, json) -> s.connection().freeze()));
    all.add(
        noResponse(
            "stall of the whole connection within DATA",
            (s, json) -> {
              headers(s, json.length());
              s.data(false, json.substring(0, 9));
              s.connection().freeze();
            }));
  }

  private static void cuts(List<PeerMisbehaviour> all) {
    all.add(noResponse("closed before the response", (s, json) -> s.connection().close()));
    all.add(noResponse("TCP reset before the response", (s, json) -> s.connection().reset()));
    all.add(
        noResponse(
            "closed within DATA",
            (s, json) -> {
              headers(s, json.length());
              s.data(false, json.substring(0, 9));
              s.connection().close();
            }));
    all.add(
        noResponse(
            "END_STREAM before Content-Length is reached",
            (s, json) -> {
              headers(s, json.length());
              s.data(true, json.substring(0, 9));
            }));
    all.add(
        noResponse(
            "END_STREAM at the response's headers",
            (s, json) -> s.headers(true, ":status", "200")));
    all.add(
        request(
            "more DATA than Content-Length",
            Kind.BROKEN_RESPONSE,
            (s, json) -> {
              headers(s, json.length() - 1);
              s.data(true, json);
            }));
    all.add(
        request(
            "trailers",
            Kind.CORRECT_RESPONSE,
            (s, json) -> {
              headers(s, json.length());
              s.data(false, json);
              s.headers(true, "checksum", "1");
            }));
    all.add(
        request(
            "headers in three frames",
            Kind.CORRECT_RESPONSE,
            (s, json) -> {
              s.openHeaders(":status", "200");
              s.continuation(false, "x-first", "1");
              s.continuation(true, "x-second", "2");
              s.data(true, json);
            }));
  }

  private static void floods(List<PeerMisbehaviour> all) {
    all.add(
        request(
            "103, then the response",
            Kind.CORRECT_RESPONSE,
            (s, json) -> {
              s.headers(false, ":status", "103");
              s.respond(200, json);
            }));
    // Correct too, but OkHttp skips one of them only.
    all.add(
        request(
            "100 and 103, then the response",
            Kind.BROKEN_RESPONSE,
            (s, json) -> {
              s.headers(false, ":status", "100");
              s.headers(false, ":status", "103");
              s.respond(200, json);
            }));
    for (String status : List.of("100", "103")) {
      all.add(
          noResponse(
              status + " without end",
              (s, json) -> s.connection().repeat(5, () -> s.headers(false, ":status", status))));
    }
    all.add(
        noResponse(
            "one byte of DATA every 20 ms, without end",
            (s, json) -> {
              s.headers(false, ":status", "200");
              s.connection().repeat(20, () -> s.data(false, " "));
            }));
    all.add(
        noResponse(
            "empty DATA without end",
            (s, json) -> {
              s.headers(false, ":status", "200");
              s.connection().repeat(5, () -> s.data(false, ""));
            }));
    all.add(
        noResponse(
            "SETTINGS without end",
            (s, json) -> s.connection().repeat(5, () -> s.connection().settings())));
  }

  private static void limits(List<PeerMisbehaviour> all) {
    all.add(
        new PeerMisbehaviour(
            "window of zero",
            Kind.NO_REQUEST,
            connection -> {
              connection.withholdWindow();
              connection.settings(Http2Peer.INITIAL_WINDOW_SIZE, 0);
            },
            (s, json) -> {},
            (s, json) -> {}));
    all.add(
        new PeerMisbehaviour(
            "MAX_CONCURRENT_STREAMS 1",
            Kind.CORRECT_RESPONSE,
            connection -> connection.settings(Http2Peer.MAX_CONCURRENT_STREAMS, 1),
            (s, json) -> {},
            (s, json) -> s.respond(200, json)));
    all.add(
        new PeerMisbehaviour(
            "MAX_CONCURRENT_STREAMS 1, stall before the response",
            Kind.NO_RESPONSE,
            connection -> connection.settings(Http2Peer.MAX_CONCURRENT_STREAMS, 1),
            (s, json) -> {},
            (s, json) -> {}));
  }

  private static void headers(Stream stream, int contentLength) throws IOException {
    stream.headers(false, ":status", "200", "content-length", Integer.toString(contentLength));
  }

  private static PeerMisbehaviour noResponse(String name, OnStream onRequest) {
    return request(name, Kind.NO_RESPONSE, onRequest);
  }

  private static PeerMisbehaviour request(String name, Kind kind, OnStream onRequest) {
    return new PeerMisbehaviour(name, kind, Connection::settings, (stream, json) -> {}, onRequest);
  }
}
