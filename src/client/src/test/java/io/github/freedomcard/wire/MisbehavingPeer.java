package io.github.freedomcard.wire;

import io.github.freedomcard.testing.Http2Peer;
import io.github.freedomcard.testing.Http2Peer.Connection;
import io.github.freedomcard.testing.Http2Peer.Stream;
import java.io.IOException;

/**
 * A peer that misbehaves at the first request or at all, and otherwise processes what it gets and
 * responds to status queries truthfully.
 *
 * @param processes whether it processes the requests at which it misbehaves
 * @param always whether it misbehaves at every request, status queries too
 * @param success the response to a request that is no status query
 */
record MisbehavingPeer(
    PeerMisbehaviour misbehaviour, boolean processes, boolean always, String success)
    implements Http2Peer.Script {

  @Override
  public void onConnection(Connection connection) throws IOException, InterruptedException {
    if (always || connection.number() == 1) {
      misbehaviour.onConnection().run(connection);
    } else {
      connection.settings();
    }
  }

  @Override
  public void onHeaders(Stream stream) throws IOException, InterruptedException {
    if (misbehavesAt(stream)) {
      misbehaviour.onHeaders().run(stream, success);
    }
  }

  @Override
  public void onRequest(Stream stream) throws IOException, InterruptedException {
    if (!misbehavesAt(stream)) {
      respond(stream);
      return;
    }
    if (processes && !stream.isStatusQuery()) {
      stream.process();
    }
    misbehaviour.onRequest().run(stream, success);
  }

  private boolean misbehavesAt(Stream stream) {
    return always || stream.number() == 1;
  }

  private void respond(Stream stream) throws IOException {
    if (!stream.isStatusQuery()) {
      stream.process();
      stream.respond(200, success);
    } else {
      respondToStatusQuery(stream);
    }
  }

  /** A success if a request with that id took effect, else that there is no such request. */
  static void respondToStatusQuery(Stream stream) throws IOException {
    String id = stream.body().substring(1, stream.body().length() - 1);
    if (stream.tookEffect(id)) {
      stream.respond(
          200,
          "{\"status\":\"ok\",\"request_status\":\"success\",\"transaction_id\":\"transaction-2\","
              + id
              + "}");
    } else {
      stream.respond(
          404,
          "{\"status\":\"error\",\"error_code\":17,\"error_description\":\"no such request\"}");
    }
  }
}
