package skein.core.value;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Reads the golden cases in `spec/vectors`. Such a file is strict JSON but for line feeds between
/// the cases, which no strict JSON contains, so they can simply be dropped.
final class Vectors {
  private Vectors() {}

  /// One case: an object whose fields are asked for by name.
  record Case(Value.Obj fields) {
    String text(String key) {
      return ((Value.Text) value(key)).value();
    }

    boolean flag(String key) {
      return ((Value.Bool) value(key)).value();
    }

    long integer(String key) {
      return (long) ((Value.Num) value(key)).value();
    }

    byte[] bytes(String key) {
      return Hashes.parseHex(text(key));
    }

    private Value value(String key) {
      return Objects.requireNonNull(fields.get(key), key);
    }

    @Override
    public String toString() {
      return text("name");
    }
  }

  static List<Case> cases(String file) {
    return items(file).stream().map(item -> new Case((Value.Obj) item)).toList();
  }

  static List<Case> cases(String file, String kind) {
    return cases(file).stream().filter(one -> one.text("kind").equals(kind)).toList();
  }

  static List<Value> items(String file) {
    try {
      String text = Files.readString(folder().resolve(file), StandardCharsets.UTF_8);
      byte[] strict = text.replace("\n", "").getBytes(StandardCharsets.UTF_8);
      return ((Value.Array) Json.parse(strict)).items();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read vectors " + file, unreadable);
    }
  }

  private static Path folder() {
    var tried = new ArrayList<Path>();
    for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      var folder = at.resolve("spec").resolve("vectors");
      if (Files.isDirectory(folder)) {
        return folder;
      }
      tried.add(folder);
    }
    throw new IllegalStateException("no vectors in any of " + tried);
  }
}
