package io.github.freedomcard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a source against the class path of the tests. */
public final class Javac {

  private Javac() {}

  /** Returns the compiler's errors; empty if the source compiles. */
  public static List<String> errors(String source) {
    return diagnostics(source).stream()
        .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .toList();
  }

  /** Returns the compiler's errors by line number. */
  public static Map<Long, String> errorsByLine(String source) {
    Map<Long, String> errors = new TreeMap<>();
    diagnostics(source)
        .forEach(each -> errors.putIfAbsent(each.getLineNumber(), each.getMessage(Locale.ROOT)));
    return errors;
  }

  private static List<Diagnostic<? extends JavaFileObject>> diagnostics(String source) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try {
      // In the build's own directory, which is cleaned with the rest.
      Path classes =
          Files.createTempDirectory(Files.createDirectories(Path.of("target", "javac")), "");
      boolean compiled =
          ToolProvider.getSystemJavaCompiler()
              .getTask(
                  null,
                  null,
                  diagnostics,
                  List.of("-proc:none", "-Xmaxerrs", "1000", "-d", classes.toString()),
                  null,
                  List.of(new Source(source)))
              .call();
      return compiled ? List.of() : diagnostics.getDiagnostics();
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
