package io.github.freedomcard.sandbox;

import com.github.tomakehurst.wiremock.common.BinaryFile;
import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.common.TextFile;
import java.net.URI;
import java.util.List;

/**
 * The files of a project's stubs, which stubs can respond with.
 *
 * <p>WireMock also serves the folder of {@link #getPath} to anyone who asks. That folder is empty
 * here. Nothing is written.
 */
final class StubFiles implements FileSource {

  private final FileSource files;

  StubFiles(FileSource files) {
    this.files = files;
  }

  @Override
  public String getPath() {
    return "/freedom-card-sandbox/no-files";
  }

  @Override
  public BinaryFile getBinaryFileNamed(String name) {
    return files.getBinaryFileNamed(name);
  }

  @Override
  public TextFile getTextFileNamed(String name) {
    return files.getTextFileNamed(name);
  }

  @Override
  public FileSource child(String subdirectory) {
    return new StubFiles(files.child(subdirectory));
  }

  @Override
  public URI getUri() {
    return files.getUri();
  }

  @Override
  public List<TextFile> listFilesRecursively() {
    return files.listFilesRecursively();
  }

  @Override
  public boolean exists() {
    return files.exists();
  }

  @Override
  public void createIfNecessary() {}

  @Override
  public void writeTextFile(String name, String contents) {
    throw readOnly(name);
  }

  @Override
  public void writeBinaryFile(String name, byte[] contents) {
    throw readOnly(name);
  }

  @Override
  public void deleteFile(String path) {
    throw readOnly(path);
  }

  private static UnsupportedOperationException readOnly(String name) {
    return new UnsupportedOperationException("the sandbox writes no files: " + name);
  }
}
