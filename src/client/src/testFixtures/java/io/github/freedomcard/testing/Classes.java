package io.github.freedomcard.testing;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The compiled classes of this project. */
public final class Classes {

  private Classes() {}

  /**
   * The types of a package and of those below it, nested and private ones too, in the folder that
   * {@code neighbour} was compiled to, by name.
   */
  public static List<Class<?>> of(Class<?> neighbour, String packageName) {
    try {
      Path classes = Path.of(neighbour.getProtectionDomain().getCodeSource().getLocation().toURI());
      List<Class<?>> types = new ArrayList<>();
      try (var files = Files.walk(classes.resolve(packageName.replace('.', '/')))) {
        for (Path file :
            files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
          String name = classes.relativize(file).toString().replace(File.separatorChar, '.');
          types.add(
              Class.forName(
                  name.substring(0, name.length() - ".class".length()),
                  false,
                  neighbour.getClassLoader()));
        }
      }
      return types;
    } catch (URISyntaxException | IOException | ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
