package skein.app.hosting;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import skein.app.home.DiskTrouble;
import skein.app.home.Refusal;
import skein.core.value.Bytes;
import skein.store.blobs.Reference;

/// The files of a folder as those of an app. Files and folders that begin with a dot are no part of
/// it.
public final class Folder {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("htm", "text/html; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("md", "text/plain; charset=utf-8"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("webp", "image/webp"),
          Map.entry("woff2", "font/woff2"));

  private final SortedMap<String, Path> files;

  private Folder(SortedMap<String, Path> files) {
    this.files = files;
  }

  /// The files in a folder and those below it, or the one file, each by its path in the app.
  public static Folder read(Path path) {
    SortedMap<String, Path> files = new TreeMap<>();
    if (Files.isRegularFile(path)) {
      files.put(String.valueOf(path.getFileName()), path);
      return new Folder(files);
    }
    if (!Files.isDirectory(path)) {
      throw new Refusal("there is no file or folder " + path);
    }
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> found = all.filter(Files::isRegularFile).toList();
      for (Path file : found) {
        Path inside = path.relativize(file);
        if (Stream.of(inside.toString().split("[/\\\\]", -1))
            .noneMatch(part -> part.startsWith("."))) {
          files.put(inside.toString().replace('\\', '/'), file);
        }
      }
    } catch (IOException e) {
      throw new Refusal("the folder " + path + " cannot be read: " + DiskTrouble.why(e), e);
    }
    return new Folder(files);
  }

  /// The paths of its files.
  public List<String> paths() {
    return List.copyOf(files.keySet());
  }

  private Path file(String path) {
    return Objects.requireNonNull(files.get(path));
  }

  /// What its file is, by its name.
  public String type(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.equals(Content.SCHEMA)) {
      return "application/json";
    }
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String guess = URLConnection.guessContentTypeFromName(name);
    return TYPES.getOrDefault(
        ending, Objects.requireNonNullElse(guess, "application/octet-stream"));
  }

  /// True if the app has this very file already.
  public boolean isSame(String path, Optional<Reference> there) {
    try (InputStream in = open(path)) {
      return there.isPresent()
          && there.get().type().equals(type(path))
          && there.get().size() == Files.size(file(path))
          && there.get().sha256().equals(hash(in));
    } catch (IOException e) {
      throw unread(path, e);
    }
  }

  private static Bytes hash(InputStream in) throws IOException {
    try {
      var digest = java.security.MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
      return Bytes.of(digest.digest());
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256, this one has not", e);
    }
  }

  /// The bytes of a file; the caller closes them.
  public InputStream open(String path) throws IOException {
    return Files.newInputStream(file(path));
  }

  /// For a file that cannot be read.
  public Refusal unread(String path, IOException why) {
    return new Refusal(file(path) + " cannot be read: " + DiskTrouble.why(why), why);
  }
}
