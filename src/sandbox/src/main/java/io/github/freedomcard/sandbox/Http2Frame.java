package io.github.freedomcard.sandbox;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A frame of HTTP/2 (RFC 9113, section 4). */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Http2Frame(int type, int flags, int streamId, byte[] payload) {

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PUSH_PROMISE = 5;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int ACK = 1;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;
  static final int PADDED = 8;
  static final int PRIORITY = 0x20;

  /** The largest payload that every peer accepts. */
  static final int MAX_PAYLOAD = 16_384;

  private static final int HEADER_BYTES = 9;
  private static final int PRIORITY_BYTES = 5;

  /** Reads a frame; null if the connection has ended. */
  static @Nullable Http2Frame read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(HEADER_BYTES);
    if (bytes.length == 0) {
      return null;
    }
    if (bytes.length < HEADER_BYTES) {
      throw new EOFException("incomplete frame");
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    int lengthAndType = header.getInt();
    int length = lengthAndType >>> 8;
    if (length > MAX_PAYLOAD) {
      throw new Http2Exception(Http2Exception.FRAME_SIZE_ERROR, "frame of " + length + " bytes");
    }
    int flags = header.get() & 0xff;
    int streamId = header.getInt() & Integer.MAX_VALUE;
    byte[] payload = in.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException("incomplete frame");
    }
    return new Http2Frame(lengthAndType & 0xff, flags, streamId, payload);
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  byte[] header() {
    return ByteBuffer.allocate(HEADER_BYTES)
        .putInt(payload.length << 8 | type)
        .put((byte) flags)
        .putInt(streamId)
        .array();
  }

  /** Returns the payload of a DATA or HEADERS frame without padding and priority. */
  byte[] content() throws Http2Exception {
    int start = has(PADDED) ? 1 : 0;
    int padding = has(PADDED) && payload.length > 0 ? payload[0] & 0xff : 0;
    if (type == HEADERS && has(PRIORITY)) {
      start += PRIORITY_BYTES;
    }
    int length = payload.length - padding - start;
    if (length < 0) {
      throw new Http2Exception(Http2Exception.PROTOCOL_ERROR, "padding exceeds the frame");
    }
    return Arrays.copyOfRange(payload, start, start + length);
  }

  /** Returns the payload of a frame that consists of one 32-bit number. */
  int number() throws Http2Exception {
    if (payload.length != Integer.BYTES) {
      throw new Http2Exception(
          Http2Exception.FRAME_SIZE_ERROR, "frame of " + payload.length + " bytes, not 4");
    }
    return ByteBuffer.wrap(payload).getInt() & Integer.MAX_VALUE;
  }
}
