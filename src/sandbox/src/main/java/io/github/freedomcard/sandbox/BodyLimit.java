package io.github.freedomcard.sandbox;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes a body on, up to a limit; a longer one ends the connection. */
final class BodyLimit extends FilterOutputStream {

  /** Several times the largest request: an identity document in Base64. */
  static final int CARD_API = 8 * 1024 * 1024;

  static final int CONTROL_API = 1024 * 1024;

  private final long limit;
  private long passed;

  BodyLimit(OutputStream out, long limit) {
    super(out);
    this.limit = limit;
  }

  @Override
  public void write(int octet) throws IOException {
    count(1);
    out.write(octet);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    count(length);
    out.write(bytes, offset, length);
  }

  private void count(int bytes) throws IOException {
    passed += bytes;
    if (passed > limit) {
      throw new IOException("body: more than " + limit + " bytes");
    }
  }
}
