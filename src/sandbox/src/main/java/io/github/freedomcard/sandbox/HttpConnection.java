package io.github.freedomcard.sandbox;

import java.io.IOException;

/** Serves a client's connection in one version of HTTP. */
sealed interface HttpConnection permits Http1Connection, Http2Connection {

  /**
   * Serves requests until the connection ends.
   *
   * @throws IOException if the connection must be reset, or the client is gone
   */
  void serve() throws IOException, InterruptedException;

  /** Ends all earlier requests whose response is withheld or delayed. */
  void release();
}
