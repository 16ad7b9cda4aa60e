package io.github.freedomcard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a source against the class path of the tests. */
public final class Javac {

  private Javac() {}

  /** What the compiler holds against the source; empty if it compiles. */
  public static List<String> errors(String source) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try {
      Path classes = Files.createTempDirectory("javac");
      boolean compiled =
          ToolProvider.getSystemJavaCompiler()
              .getTask(
                  null,
                  null,
                  diagnostics,
                  List.of("-proc:none", "-d", classes.toString()),
                  null,
                  List.of(new Source(source)))
              .call();
      return compiled
          ? List.of()
          : diagnostics.getDiagnostics().stream()
              .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String source;

    Source(String source) {
      super(URI.create("string:///" + className(source) + ".java"), Kind.SOURCE);
      this.source = source;
    }

    private static String className(String source) {
      return source.split("class ", 2)[1].split("[ {]", 2)[0];
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }
}
