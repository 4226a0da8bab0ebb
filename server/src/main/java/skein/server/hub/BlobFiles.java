package skein.server.hub;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import skein.server.hosting.PersonalStore;
import skein.server.http.Answer;
import skein.server.http.Escapes;
import skein.server.http.Part;
import skein.server.http.Problem;
import skein.server.http.Request;

/// Hands out what is attached to objects. Nothing of it ever acts as a page of the node: what a
/// browser would run is only saved.
final class BlobFiles {
  /// What a browser shows without running anything in it.
  private static final Set<String> HARMLESS =
      Set.of(
          "image/png",
          "image/jpeg",
          "image/gif",
          "image/webp",
          "image/avif",
          "image/bmp",
          "text/plain",
          "application/json");

  private static final Set<String> HARMLESS_KINDS = Set.of("audio", "video");

  private BlobFiles() {}

  static Answer answer(Request request, PersonalStore store, String name) {
    PersonalStore.Blob blob =
        store
            .replica()
            .read(view -> BlobName.find(view, name, store))
            .orElseThrow(() -> Problem.absent("there is no blob '" + name + "' in this store"))
            .blob();
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            blob.type(),
            "Content-Disposition",
            disposition(blob.type(), request.query("filename").orElse("")),
            "Content-Security-Policy",
            "sandbox; default-src 'none'; frame-ancestors 'none'",
            "Cache-Control",
            "private, no-cache",
            "ETag",
            '"' + name + '"');
    return Part.answer(request, blob.size(), headers, () -> store.open(blob));
  }

  /// @param filename what it is to be saved as, empty if it is not to be saved
  private static String disposition(String type, String filename) {
    String kind = type.toLowerCase(Locale.ROOT).replaceFirst("[;\\s].*", "");
    boolean harmless =
        HARMLESS.contains(kind) || HARMLESS_KINDS.contains(kind.replaceFirst("/.*", ""));
    if (filename.isEmpty()) {
      return harmless ? "inline" : "attachment";
    }
    byte[] plain = filename.replaceAll("[^\\w .-]", "_").getBytes(StandardCharsets.US_ASCII);
    return "attachment; filename=\""
        + new String(plain, StandardCharsets.US_ASCII)
        + "\"; filename*=UTF-8''"
        + Escapes.encode(filename);
  }
}
