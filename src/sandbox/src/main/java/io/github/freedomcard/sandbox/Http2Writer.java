package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Writes the frames of an HTTP/2 connection. Thread-safe. */
final class Http2Writer {

  private final OutputStream out;

  Http2Writer(OutputStream out) {
    this.out = out;
  }

  /** Writes the settings; the others are the protocol's defaults. */
  void settings(int maxConcurrentStreams, int maxHeaderListSize) throws IOException {
    ByteBuffer settings =
        ByteBuffer.allocate(12)
            .putShort((short) 3)
            .putInt(maxConcurrentStreams)
            .putShort((short) 6)
            .putInt(maxHeaderListSize);
    writeAndFlush(Http2Frame.SETTINGS, 0, 0, settings.array());
  }

  /** Acknowledges a SETTINGS or PING frame. */
  void acknowledge(int type, byte[] payload) throws IOException {
    writeAndFlush(type, Http2Frame.ACK, 0, payload);
  }

  /** Lets the client send as many bytes more; stream 0 is the connection. */
  void windowUpdate(int streamId, int bytes) throws IOException {
    writeAndFlush(Http2Frame.WINDOW_UPDATE, 0, streamId, number(bytes));
  }

  void reset(int streamId, int code) throws IOException {
    writeAndFlush(Http2Frame.RST_STREAM, 0, streamId, number(code));
  }

  void goAway(int lastStreamId, int code, String message) throws IOException {
    byte[] text = message.getBytes(UTF_8);
    writeAndFlush(
        Http2Frame.GOAWAY,
        0,
        0,
        ByteBuffer.allocate(8 + text.length).putInt(lastStreamId).putInt(code).put(text).array());
  }

  /** Writes the header fields of a response, uncompressed. */
  synchronized void headers(int streamId, List<HttpField> fields, boolean endStream)
      throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (HttpField field : fields) {
      block.write(0); // A literal that is not added to the table.
      string(field.name(), block);
      string(field.value(), block);
    }
    byte[] bytes = block.toByteArray();
    int type = Http2Frame.HEADERS;
    int flags = endStream ? Http2Frame.END_STREAM : 0;
    int start = 0;
    do {
      int end = Math.min(bytes.length, start + Http2Frame.MAX_PAYLOAD);
      flags |= end == bytes.length ? Http2Frame.END_HEADERS : 0;
      write(type, flags, streamId, Arrays.copyOfRange(bytes, start, end));
      type = Http2Frame.CONTINUATION;
      flags = 0;
      start = end;
    } while (start < bytes.length);
  }

  /** Writes a part of a body; the client's window and frame size must allow it. */
  void data(int streamId, byte[] bytes) throws IOException {
    write(Http2Frame.DATA, 0, streamId, bytes);
  }

  void endOfData(int streamId) throws IOException {
    write(Http2Frame.DATA, Http2Frame.END_STREAM, streamId, new byte[0]);
  }

  synchronized void flush() throws IOException {
    out.flush();
  }

  private synchronized void writeAndFlush(int type, int flags, int streamId, byte[] payload)
      throws IOException {
    write(type, flags, streamId, payload);
    out.flush();
  }

  private synchronized void write(int type, int flags, int streamId, byte[] payload)
      throws IOException {
    out.write(new Http2Frame(type, flags, streamId, payload).header());
    out.write(payload);
  }

  private static byte[] number(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  /** Encodes a text without Huffman's code (RFC 7541, sections 5.1 and 5.2). */
  private static void string(String text, ByteArrayOutputStream block) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    if (bytes.length < 0x7f) {
      block.write(bytes.length);
    } else {
      block.write(0x7f);
      int rest = bytes.length - 0x7f;
      for (; rest >= 0x80; rest >>= 7) {
        block.write((rest & 0x7f) | 0x80);
      }
      block.write(rest);
    }
    block.writeBytes(bytes);
  }
}
