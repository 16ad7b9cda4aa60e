package io.github.freedomcard.model.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.freedomcard.testing.WireFormat;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityDocumentTest {

  private static final int MAX = 2_097_152;

  @Property
  void of_whenPdf_keptAndSentAsBase64(@ForAll byte[] rest) {
    byte[] content = pdf(rest);
    IdentityDocument document = IdentityDocument.of(content);
    assertThat(document.bytes()).isEqualTo(content);
    assertThat(WireFormat.write(document))
        .isEqualTo('"' + Base64.getEncoder().encodeToString(content) + '"');
    assertThat(document).hasToString("***").isEqualTo(IdentityDocument.of(content.clone()));
    assertThat(document).hasSameHashCodeAs(IdentityDocument.of(content.clone()));
  }

  @Property
  void of_whenNoPdf_rejected(@ForAll byte[] content) {
    Assume.that(!new String(content, US_ASCII).startsWith("%PDF-"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdentityDocument.of(content))
        .withMessage("document: no PDF");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "%PDF", "%PDX-1.7", " %PDF-1.7", "%pdf-1.7"})
  void of_whenNearlyAPdf_rejected(String content) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdentityDocument.of(content.getBytes(US_ASCII)))
        .withMessage("document: no PDF");
  }

  @Test
  void of_whenBytesChangeAfterwards_staysUnchanged() {
    byte[] content = pdf(new byte[] {1});
    IdentityDocument document = IdentityDocument.of(content);
    content[5] = 2;
    document.bytes()[5] = 3;
    assertThat(document.bytes()).isEqualTo(pdf(new byte[] {1}));
  }

  @Test
  void of_whenAtTheBound_accepted() {
    byte[] content = pdf(new byte[MAX - 5]);
    assertThat(IdentityDocument.of(content).bytes()).hasSize(MAX);
  }

  @Test
  void of_whenTooLarge_rejectedWithBothSizes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdentityDocument.of(pdf(new byte[MAX - 4])))
        .withMessage("document: 2097153 bytes > 2097152");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdentityDocument.of(new byte[3_145_728]))
        .withMessage("document: 3145728 bytes > 2097152");
  }

  @Test
  void of_whenFile_itsContent(@TempDir Path directory) throws IOException {
    byte[] content = pdf(new byte[MAX - 5]);
    Path file = Files.write(directory.resolve("document.pdf"), content);
    assertThat(IdentityDocument.of(file)).isEqualTo(IdentityDocument.of(content));
  }

  @Test
  void of_whenFileIsTooLarge_rejectedUnread(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("document.pdf");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdentityDocument.of(file))
        .withMessage("document: 1099511627776 bytes > 2097152");
  }

  @Test
  void of_whenFileIsNoPdf_rejected(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("document.pdf"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdentityDocument.of(file))
        .withMessage("document: no PDF");
  }

  @Test
  void of_whenFileIsMissing_saysSo(@TempDir Path directory) {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> IdentityDocument.of(directory.resolve("document.pdf")));
  }

  @Test
  @SuppressWarnings("NullAway")
  void of_whenNull_namesTheField() {
    assertThatNullPointerException()
        .isThrownBy(() -> IdentityDocument.of((byte[]) null))
        .withMessage("document");
    assertThatNullPointerException()
        .isThrownBy(() -> IdentityDocument.of((Path) null))
        .withMessage("document");
  }

  @Test
  void equals_whenOtherContent_false() {
    assertThat(IdentityDocument.of(pdf(new byte[] {1})))
        .isNotEqualTo(IdentityDocument.of(pdf(new byte[] {2})))
        .isNotEqualTo("***");
  }

  private static byte[] pdf(byte[] rest) {
    byte[] content = Arrays.copyOf("%PDF-".getBytes(US_ASCII), 5 + rest.length);
    System.arraycopy(rest, 0, content, 5, rest.length);
    return content;
  }
}
