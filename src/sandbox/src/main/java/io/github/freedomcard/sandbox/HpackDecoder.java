package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes the header fields of HTTP/2 (HPACK, RFC 7541).
 *
 * <p>One decoder serves one connection: the blocks must be decoded in the order of their arrival.
 * Not thread-safe.
 */
final class HpackDecoder {

  /** The table's largest size; the sandbox's settings leave it as the protocol has it. */
  private static final int MAX_TABLE_BYTES = 4_096;

  /** The largest total of the fields of a block, each with {@link #FIELD_OVERHEAD}. */
  static final int MAX_LIST_BYTES = 64 * 1024;

  /** What the protocol adds to the length of name and value. */
  private static final int FIELD_OVERHEAD = 32;

  /** Far above any integer that fits a table or a block. */
  private static final int MAX_INTEGER = 1 << 24;

  /** Appendix A, from index 1: name, space, value. */
  private static final List<String> STATIC_TABLE =
      """
      :authority
      :method GET
      :method POST
      :path /
      :path /index.html
      :scheme http
      :scheme https
      :status 200
      :status 204
      :status 206
      :status 304
      :status 400
      :status 404
      :status 500
      accept-charset
      accept-encoding gzip, deflate
      accept-language
      accept-ranges
      accept
      access-control-allow-origin
      age
      allow
      authorization
      cache-control
      content-disposition
      content-encoding
      content-language
      content-length
      content-location
      content-range
      content-type
      cookie
      date
      etag
      expect
      expires
      from
      host
      if-match
      if-modified-since
      if-none-match
      if-range
      if-unmodified-since
      last-modified
      link
      location
      max-forwards
      proxy-authenticate
      proxy-authorization
      range
      referer
      refresh
      retry-after
      server
      set-cookie
      strict-transport-security
      transfer-encoding
      user-agent
      vary
      via
      www-authenticate
      """
          .lines()
          .toList();

  private final List<HttpField> dynamicTable = new ArrayList<>();
  private int tableBytes;
  private int maxTableBytes = MAX_TABLE_BYTES;

  /**
   * Decodes a whole header block.
   *
   * @throws Http2Exception if it is malformed, or larger than {@link #MAX_LIST_BYTES}
   */
  List<HttpField> decode(byte[] block) throws Http2Exception {
    List<HttpField> fields = new ArrayList<>();
    int bytes = 0;
    Input in = new Input(block);
    while (in.position < block.length) {
      int first = block[in.position] & 0xff;
      if (first >= 0x20 && first < 0x40) {
        resize(in.integer(5));
        continue;
      }
      HttpField field;
      if (first >= 0x80) {
        field = indexed(in.integer(7));
      } else if (first >= 0x40) {
        field = literal(in, in.integer(6));
        insert(field);
      } else {
        field = literal(in, in.integer(4));
      }
      fields.add(field);
      bytes += size(field);
      if (bytes > MAX_LIST_BYTES) {
        throw new Http2Exception(
            Http2Exception.ENHANCE_YOUR_CALM, "fields: more than " + MAX_LIST_BYTES + " bytes");
      }
    }
    return fields;
  }

  private HttpField literal(Input in, int nameIndex) throws Http2Exception {
    String name = nameIndex == 0 ? in.string() : indexed(nameIndex).name();
    return new HttpField(name, in.string());
  }

  private HttpField indexed(int index) throws Http2Exception {
    int dynamic = index - 1 - STATIC_TABLE.size();
    if (index == 0 || dynamic >= dynamicTable.size()) {
      throw malformed("no field with index " + index);
    }
    if (dynamic >= 0) {
      return dynamicTable.get(dynamic);
    }
    String[] field = STATIC_TABLE.get(index - 1).split(" ", 2);
    return new HttpField(field[0], field.length == 1 ? "" : field[1]);
  }

  /** The latest field has the lowest index. */
  private void insert(HttpField field) {
    dynamicTable.add(0, field);
    tableBytes += size(field);
    evict();
  }

  private void resize(int bytes) throws Http2Exception {
    if (bytes > MAX_TABLE_BYTES) {
      throw malformed("table of more than " + MAX_TABLE_BYTES + " bytes: " + bytes);
    }
    maxTableBytes = bytes;
    evict();
  }

  private void evict() {
    while (tableBytes > maxTableBytes) {
      tableBytes -= size(dynamicTable.remove(dynamicTable.size() - 1));
    }
  }

  private static Http2Exception malformed(String what) {
    return new Http2Exception(Http2Exception.COMPRESSION_ERROR, "HPACK: " + what);
  }

  private static int size(HttpField field) {
    return field.name().length() + field.value().length() + FIELD_OVERHEAD;
  }

  /** A block and the position in it. */
  private static final class Input {

    private final byte[] block;
    private int position;

    Input(byte[] block) {
      this.block = block;
    }

    private int octet() throws Http2Exception {
      if (position == block.length) {
        throw malformed("incomplete block");
      }
      return block[position++] & 0xff;
    }

    /** Reads an integer that begins in the low bits of the next octet. */
    int integer(int bits) throws Http2Exception {
      int max = (1 << bits) - 1;
      int value = octet() & max;
      if (value < max) {
        return value;
      }
      int octet;
      int shift = 0;
      do {
        octet = octet();
        value += (octet & 0x7f) << shift;
        shift += 7;
        if (shift > 28 || value > MAX_INTEGER) {
          throw malformed("integer is too large");
        }
      } while (octet >= 0x80);
      return value;
    }

    String string() throws Http2Exception {
      boolean huffman = position < block.length && block[position] < 0;
      int length = integer(7);
      if (length > block.length - position) {
        throw malformed("incomplete block");
      }
      int start = position;
      position += length;
      return huffman
          ? Huffman.decode(block, start, length)
          : new String(block, start, length, ISO_8859_1);
    }
  }

  /**
   * The Huffman code of appendix B. It is canonical: the codes of one length are consecutive, in
   * the order of their symbols, so the lengths define it.
   */
  private static final class Huffman {

    /** The length of the code of each byte, a digit to the base of 36. */
    private static final String LENGTHS =
        "dnsssssssoussussssssssusssssssss6aacd68baa8b8666555666666678f6ca"
            + "d67777777777777777777777878djde6f56565666577666567655677777fbeds"
            + "kmkkmmmnmnnnnnonoomnonnnnlmnmnnomlkmmnnlnmmolmnnllmnlmnnkmmmnmmn"
            + "qqkjmnmpqqqrrqopjlqrrqrollqqsrrrkoklmllnmmppooqnqrqqrrrrrsrrrrrq";

    private static final int MAX_LENGTH = 30;

    /** The symbols in the order of their codes. */
    private static final int[] SYMBOLS = new int[LENGTHS.length()];

    /** How many codes of each length there are. */
    private static final int[] COUNTS = new int[MAX_LENGTH + 1];

    static {
      int next = 0;
      for (int length = 1; length <= MAX_LENGTH; length++) {
        for (int symbol = 0; symbol < LENGTHS.length(); symbol++) {
          if (Character.digit(LENGTHS.charAt(symbol), 36) == length) {
            SYMBOLS[next++] = symbol;
            COUNTS[length]++;
          }
        }
      }
    }

    static String decode(byte[] block, int start, int length) throws Http2Exception {
      ByteArrayOutputStream decoded = new ByteArrayOutputStream();
      int code = 0;
      int codeLength = 0;
      int first = 0; // The first code of this length.
      int index = 0; // Its symbol's index.
      for (int bit = 0; bit < length * 8; bit++) {
        code = (code << 1) | ((block[start + bit / 8] >> (7 - bit % 8)) & 1);
        codeLength++;
        if (codeLength > MAX_LENGTH) {
          throw malformed("unknown Huffman code");
        }
        first <<= 1;
        if (code - first < COUNTS[codeLength]) {
          decoded.write(SYMBOLS[index + code - first]);
          code = 0;
          codeLength = 0;
          first = 0;
          index = 0;
        } else {
          index += COUNTS[codeLength];
          first += COUNTS[codeLength];
        }
      }
      // The rest of the last octet consists of ones.
      if (codeLength > 7 || code != (1 << codeLength) - 1) {
        throw malformed("incomplete Huffman code");
      }
      return decoded.toString(ISO_8859_1);
    }
  }
}
