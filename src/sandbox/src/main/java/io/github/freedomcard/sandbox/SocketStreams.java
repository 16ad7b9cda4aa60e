package io.github.freedomcard.sandbox;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A socket with its buffered streams. */
record SocketStreams(Socket socket, InputStream in, OutputStream out) {

  static SocketStreams of(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    return new SocketStreams(
        socket,
        new BufferedInputStream(socket.getInputStream()),
        new BufferedOutputStream(socket.getOutputStream()));
  }

  /** Closes the socket; ignores a failure, which has no consequence. */
  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is left to close.
    }
  }
}
