package io.github.freedomcard.model.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A scanned identity document: a PDF of at most 2 MB (2,097,152 bytes before encoding).
 *
 * <p>On the wire it is a Base64 string (documented: Card API, "Create client"). It is a secret:
 * {@link #toString} is always {@code ***}. Immutable and safe to share between threads.
 */
public final class IdentityDocument {

  private static final int MAX_BYTES = 2 * 1024 * 1024;
  private static final byte[] PDF = "%PDF-".getBytes(US_ASCII);

  private final byte[] bytes;

  private IdentityDocument(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The document in the file {@code document}, which is read once.
   *
   * @throws IllegalArgumentException if it is larger than 2 MB, or does not start like a PDF
   * @throws UncheckedIOException if it can't be read
   */
  public static IdentityDocument of(Path document) {
    requireNonNull(document, "document");
    try {
      checkSize(Files.size(document));
      try (var content = Files.newInputStream(document)) {
        // Bounded, because a pipe has no size and a file may grow.
        return checked(content.readNBytes(MAX_BYTES + 1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The document with the content {@code document}, which is copied.
   *
   * @throws IllegalArgumentException if it is larger than 2 MB or does not start like a PDF
   */
  public static IdentityDocument of(byte[] document) {
    checkSize(requireNonNull(document, "document").length);
    return checked(document.clone());
  }

  /** Decoded here, because Jackson's message would quote the text. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private static IdentityDocument ofBase64(String text) {
    try {
      return of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("document: not a PDF in Base64");
    }
  }

  /** A copy of the content. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The Base64 text that is sent. */
  @JsonValue
  String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static IdentityDocument checked(byte[] bytes) {
    checkSize(bytes.length);
    if (!Arrays.equals(bytes, 0, Math.min(PDF.length, bytes.length), PDF, 0, PDF.length)) {
      throw new IllegalArgumentException("document: no PDF");
    }
    return new IdentityDocument(bytes);
  }

  private static void checkSize(long size) {
    if (size > MAX_BYTES) {
      throw new IllegalArgumentException("document: " + size + " bytes > " + MAX_BYTES);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IdentityDocument that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "***";
  }
}
