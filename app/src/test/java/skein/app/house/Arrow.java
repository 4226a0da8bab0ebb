package skein.app.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// One use of a class by another, taken from the compiled main classes.
///
/// @param from the full name of the class that uses
/// @param fromPackage its package
/// @param to the full name of the class used
/// @param toPackage its package
/// @param told what happens there, with file and line
record Arrow(String from, String fromPackage, String to, String toPackage, String told) {
  /// The compiled main classes of the named modules.
  static JavaClasses classes(List<String> modules) {
    List<Path> folders =
        modules.stream()
            .map(module -> Repository.root().resolve(module).resolve("target/classes"))
            .toList();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new IllegalStateException("not compiled: " + folder + "; run ./check");
      }
    }
    return new ClassFileImporter().importPaths(folders.toArray(new Path[0]));
  }

  /// Every use of one class by another in the named modules; primitives and itself left out.
  static List<Arrow> all(List<String> modules) {
    return classes(modules).stream()
        .flatMap(origin -> origin.getDirectDependenciesFromSelf().stream())
        .map(Arrow::of)
        .filter(arrow -> !arrow.toPackage.isEmpty() && !arrow.from.equals(arrow.to))
        .sorted((a, b) -> a.told.compareTo(b.told))
        .toList();
  }

  private static Arrow of(Dependency use) {
    JavaClass from = use.getOriginClass();
    JavaClass to = use.getTargetClass().getBaseComponentType();
    return new Arrow(
        from.getName(),
        from.getPackageName(),
        to.getName(),
        to.getPackageName(),
        use.getDescription());
  }

  /// The module of one of our packages: its first two words.
  static String module(String name) {
    int second = name.indexOf('.', name.indexOf('.') + 1);
    return second < 0 ? name : name.substring(0, second);
  }
}
