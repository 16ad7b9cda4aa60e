package io.github.freedomcard.testing;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The compiled classes of this project. */
public final class Classes {

  private Classes() {}

  /**
   * The types of a package and of those below it, nested and private ones too, by name, from the
   * folder or jar that holds {@code neighbour}.
   */
  public static List<Class<?>> of(Class<?> neighbour, String packageName) {
    try {
      Path location =
          Path.of(neighbour.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(location)) {
        return of(location, neighbour, packageName);
      }
      try (FileSystem jar = FileSystems.newFileSystem(location)) {
        return of(jar.getPath("/"), neighbour, packageName);
      }
    } catch (URISyntaxException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Class<?>> of(Path root, Class<?> neighbour, String packageName)
      throws IOException {
    List<Class<?>> types = new ArrayList<>();
    try (var files = Files.walk(root.resolve(packageName.replace('.', '/')))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
        String name = root.relativize(file).toString().replace('/', '.').replace('\\', '.');
        types.add(
            Class.forName(
                name.substring(0, name.length() - ".class".length()),
                false,
                neighbour.getClassLoader()));
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    return types;
  }
}
