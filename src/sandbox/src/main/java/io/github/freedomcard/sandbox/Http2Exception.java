package io.github.freedomcard.sandbox;

import java.io.IOException;

/** An error that ends a connection of HTTP/2. */
final class Http2Exception extends IOException {

  static final int NO_ERROR = 0;
  static final int PROTOCOL_ERROR = 1;
  static final int INTERNAL_ERROR = 2;
  static final int FLOW_CONTROL_ERROR = 3;
  static final int FRAME_SIZE_ERROR = 6;
  static final int REFUSED_STREAM = 7;
  static final int CANCEL = 8;
  static final int COMPRESSION_ERROR = 9;
  static final int ENHANCE_YOUR_CALM = 11;

  private static final long serialVersionUID = 1;

  private final int code;

  Http2Exception(int code, String message) {
    super(message);
    this.code = code;
  }

  /** The error code of the protocol. */
  int code() {
    return code;
  }
}
