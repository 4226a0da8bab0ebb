package skein.server.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import skein.core.value.Bytes;
import skein.server.hosting.Hosted;
import skein.server.hosting.Spaces;
import skein.server.http.Answer;
import skein.server.http.Method;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;
import skein.sync.blob.HttpBlobs;

/// The attachments of a space, by the SHA-256 of their content (spec/exchange.md, "Blobs"). What
/// users attach is never shown by a browser as if it were a page of this node.
public final class BlobRoutes {
  private static final String MEDIA_TYPE = "application/octet-stream";
  private static final int BUFFER_BYTES = 1 << 16;

  /// One range that begins somewhere; others may be passed over (RFC 9110, 14.2).
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{0,18})");

  private final Spaces spaces;

  public BlobRoutes(Spaces spaces) {
    this.spaces = spaces;
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

  /// The first and the last byte of a piece are these, counted from 0; `first` may be `last` + 1.
  private record Piece(Edge first, Edge last) {
    long length() {
      return last.at - first.at + 1;
    }
  }

  private record Edge(long at) {}

  private static Bytes sha(Request request) {
    String hex = request.path("sha");
    if (!hex.matches("[0-9a-f]{64}")) {
      throw Problem.bad("a blob is named by its SHA-256, 64 hex digits in lower case");
    }
    return Bytes.of(HexFormat.of().parseHex(hex));
  }

  private Answer get(Request request) {
    Bytes sha = sha(request);
    Piece whole = new Piece(new Edge(0), new Edge(size(request, sha) - 1));
    Optional<Piece> wanted = request.header("Range").flatMap(range -> piece(range, whole));
    if (wanted.isPresent() && wanted.get().length() <= 0) {
      return new Problem(416, "the blob has only " + whole.length() + " bytes")
          .answer()
          .with("Content-Range", "bytes */" + whole.length());
    }
    Piece piece = wanted.orElse(whole);
    Answer.Writer writer = out -> write(request, piece, out);
    Answer answer =
        new Answer(
            wanted.isPresent() ? 206 : 200,
            Map.of(
                "Content-Type", MEDIA_TYPE,
                "Content-Disposition", "attachment",
                "Content-Security-Policy", "sandbox; default-src 'none'",
                "Accept-Ranges", "bytes"),
            new Answer.Body.Streamed(writer, piece.length()));
    return wanted.isEmpty()
        ? answer
        : answer.with(
            "Content-Range",
            "bytes " + piece.first.at + "-" + piece.last.at + "/" + whole.length());
  }

  private long size(Request request, Bytes sha) {
    try (Hosted space = PeerRoutes.open(spaces, request)) {
      return space
          .blobs()
          .size(sha)
          .orElseThrow(() -> Problem.absent("this node does not have the blob " + sha.hex()));
    }
  }

  private static Optional<Piece> piece(String range, Piece whole) {
    Matcher matcher = RANGE.matcher(range.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long first = Long.parseLong(matcher.group(1));
    boolean open = matcher.group(2).isEmpty();
    long last = open ? whole.last.at : Long.parseLong(matcher.group(2));
    return !open && last < first
        ? Optional.empty()
        : Optional.of(new Piece(new Edge(first), new Edge(Math.min(last, whole.last.at))));
  }

  private void write(Request request, Piece piece, OutputStream out) throws IOException {
    try (Hosted space = PeerRoutes.open(spaces, request);
        InputStream in = space.blobs().open(sha(request)).orElseThrow(IOException::new)) {
      in.skipNBytes(piece.first.at);
      byte[] buffer = new byte[BUFFER_BYTES];
      long left = piece.length();
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          throw new IOException("the blob has become shorter");
        }
        out.write(buffer, 0, count);
        left -= count;
      }
    }
  }

  private Answer put(Request request) {
    Bytes sha = sha(request);
    String length = request.header("Content-Length").orElse("0");
    if (!length.matches("[0-9]{1,10}") || Long.parseLong(length) > HttpBlobs.MAX_BYTES) {
      throw tooLarge();
    }
    try (Hosted space = PeerRoutes.open(spaces, request)) {
      if (space.blobs().size(sha).isPresent()) {
        return Answer.empty(204);
      }
      return switch (space.blobs().keep(sha, request.bodyStream())) {
        case NEW -> Answer.empty(201);
        case DIFFERENT -> throw new Problem(422, "what came is not the blob " + sha.hex());
        case TOO_LARGE -> throw tooLarge();
      };
    } catch (IOException e) {
      throw new UncheckedIOException("the blob " + sha.hex() + " broke off", e);
    }
  }

  private static Problem tooLarge() {
    return new Problem(413, "a blob has at most " + HttpBlobs.MAX_BYTES + " bytes");
  }
}
