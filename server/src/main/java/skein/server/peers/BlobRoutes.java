package skein.server.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import skein.core.value.Bytes;
import skein.server.hosting.Bounds;
import skein.server.hosting.Hosted;
import skein.server.hosting.Spaces;
import skein.server.http.Answer;
import skein.server.http.Method;
import skein.server.http.Part;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;

/// The attachments of a space, by the SHA-256 of their content (spec/exchange.md, "Blobs"). What
/// users attach is never shown by a browser as if it were a page of this node.
public final class BlobRoutes {
  private static final String MEDIA_TYPE = "application/octet-stream";

  private final Spaces spaces;
  private final Bounds bounds;

  public BlobRoutes(Spaces spaces, Bounds bounds) {
    this.spaces = spaces;
    this.bounds = bounds;
  }

  public List<Route> routes() {
    String path = "/s/{space}/blobs/{sha}";
    return List.of(
        Route.of(Method.GET, path, Who.READER, "A blob, by its SHA-256 in hex.", this::get)
            .header("Range", "bytes=from- or bytes=from-last, to go on where a fetch stopped.")
            .gives(MEDIA_TYPE)
            .statuses(200, 206, 416),
        Route.of(Method.PUT, path, Who.WRITER, "Brings a blob, if it fits its name.", this::put)
            .takes(MEDIA_TYPE)
            .gives()
            .statuses(201, 204, 413, 422));
  }

  private static Bytes sha(Request request) {
    String hex = request.path("sha");
    if (!hex.matches("[0-9a-f]{64}")) {
      throw Problem.bad("a blob is named by its SHA-256, 64 hex digits in lower case");
    }
    return Bytes.of(HexFormat.of().parseHex(hex));
  }

  private Answer get(Request request) {
    Bytes sha = sha(request);
    Map<String, String> headers =
        Map.of(
            "Content-Type", MEDIA_TYPE,
            "Content-Disposition", "attachment",
            "Content-Security-Policy", "sandbox; default-src 'none'");
    return Part.answer(request, size(request, sha), headers, () -> open(request, sha));
  }

  private long size(Request request, Bytes sha) {
    try (Hosted space = PeerRoutes.open(spaces, request)) {
      return space
          .blobs()
          .size(sha)
          .orElseThrow(() -> Problem.absent("this node does not have the blob " + sha.hex()));
    }
  }

  /// Blobs are files: what is open stays readable when the space is given back.
  private InputStream open(Request request, Bytes sha) throws IOException {
    try (Hosted space = PeerRoutes.open(spaces, request)) {
      return space.blobs().open(sha).orElseThrow(IOException::new);
    }
  }

  private Answer put(Request request) {
    if (request.caller().isUnknown() && !request.caller().may(Who.OWNER)) {
      throw Problem.forbidden("only those who were let in bring attachments");
    }
    Bytes sha = sha(request);
    String length = request.header("Content-Length").orElse("0");
    try (Hosted space = PeerRoutes.open(spaces, request)) {
      long most = bounds.blobBytes(space.replica().space());
      if (!length.matches("[0-9]{1,10}") || Long.parseLong(length) > most) {
        throw tooLarge(most);
      }
      if (space.blobs().size(sha).isPresent()) {
        return Answer.empty(204);
      }
      return switch (space.blobs().keep(sha, request.bodyStream(), most)) {
        case NEW -> Answer.empty(201);
        case DIFFERENT -> throw new Problem(422, "what came is not the blob " + sha.hex());
        case TOO_LARGE -> throw tooLarge(most);
      };
    } catch (IOException e) {
      throw new UncheckedIOException("the blob " + sha.hex() + " broke off", e);
    }
  }

  private static Problem tooLarge(long most) {
    return new Problem(413, "a blob has at most " + most + " bytes here");
  }
}
