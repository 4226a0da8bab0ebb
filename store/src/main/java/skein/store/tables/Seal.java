package skein.store.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/// The check sum of a file that was closed well, in a file beside it: SQLite itself does not see
/// that a bit inside a text has turned.
final class Seal {
  private Seal() {}

  private static Path of(Path file) {
    return file.resolveSibling(file.getFileName() + "-seal");
  }

  static void set(Path file) throws IOException {
    Files.writeString(of(file), sum(file));
  }

  /// False if the file has one that it does not fit. Takes it away: the file may now change.
  static boolean isWholeAfterBreaking(Path file) throws IOException {
    Path seal = of(file);
    if (!Files.exists(seal)) {
      return true;
    }
    boolean fits = Arrays.equals(Files.readAllBytes(seal), sum(file).getBytes(UTF_8));
    Files.delete(seal);
    return fits;
  }

  private static String sum(Path file) throws IOException {
    CRC32C sum = new CRC32C();
    InputStream bytes = new CheckedInputStream(Files.newInputStream(file), sum);
    try (bytes) {
      long length = bytes.transferTo(OutputStream.nullOutputStream());
      return "%d %08x\n".formatted(length, sum.getValue());
    }
  }
}
