package skein.sync.blob;

import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Supplier;
import skein.core.value.Bytes;
import skein.sync.transport.HttpCaller;
import skein.sync.transport.Unreachable;

/// The blobs of a space on another node (spec/exchange.md, "Blobs"). Blocks. Safe for all threads.
public final class HttpBlobs {
  /// The largest blob that is fetched or sent, in bytes.
  public static final long MAX_BYTES = 4L << 30;

  /// How often a fetch is begun again while nothing more comes of it.
  public static final int MAX_FRUITLESS = 2;

  private static final int MAX_REFUSAL_BYTES = 64 << 10;

  private final HttpCaller caller;

  public HttpBlobs(HttpCaller caller) {
    this.caller = caller;
  }

  /// A blob as a reference names it.
  public record Wanted(Bytes sha256, long size) {
    public Wanted {
      if (sha256.length() != 32 || size < 0 || size > MAX_BYTES) {
        throw new IllegalArgumentException(
            "a blob of %d bytes, with a hash of %d; the limits are %d and 32"
                .formatted(size, sha256.length(), MAX_BYTES));
      }
    }

    String path() {
      return "/blobs/" + sha256.hex();
    }
  }

  /// True if the other node has it.
  ///
  /// @throws Unreachable when it cannot be asked
  public boolean has(Wanted blob) {
    HttpRequest head = caller.request(blob.path()).HEAD().build();
    var answer = caller.ask(head, BodyHandlers.discarding());
    return switch (answer.statusCode()) {
      case 200 -> true;
      case 404 -> false;
      default -> throw refused(answer, new byte[0]);
    };
  }

  /// Fetches a blob, unless it is here; goes on where an earlier attempt stopped.
  ///
  /// @throws Unreachable when the other node has it not, breaks off, or sends something else; what
  ///   had come of it is kept for the next attempt
  public void fetch(Wanted blob, BlobStore to) {
    if (to.has(blob.sha256())) {
      return;
    }
    try (BlobStore.Part part = to.part(blob.sha256())) {
      if (part.length() > blob.size()) {
        part.restart();
      }
      for (int fruitless = 0; part.length() < blob.size(); ) {
        long before = part.length();
        try {
          fetchOnce(blob, part);
        } catch (Unreachable broken) {
          fruitless = part.length() > before ? 0 : fruitless + 1;
          if (fruitless > MAX_FRUITLESS) {
            throw broken;
          }
        }
      }
      if (!part.finish()) {
        throw new Unreachable(
            caller.tried("what it sends as blob " + blob.sha256().hex() + " is something else"));
      }
    }
  }

  private void fetchOnce(Wanted blob, BlobStore.Part part) {
    long from = part.length();
    HttpRequest.Builder request = caller.request(blob.path()).GET();
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    var answer =
        caller.ask(
            request.build(),
            info ->
                isWanted(info, from)
                    ? new Filling(part, blob.size(), info.statusCode() == 200)
                    : HttpResponse.BodySubscribers.mapping(
                        HttpResponse.BodySubscribers.limiting(
                            HttpResponse.BodySubscribers.ofByteArray(), MAX_REFUSAL_BYTES),
                        Filling.Outcome::refused));
    if (answer.body() instanceof Filling.Outcome.Refused(Bytes body)) {
      throw refused(answer, body.toArray());
    }
    if (part.length() < blob.size()) {
      throw new Unreachable(
          caller.tried(
              "of the %d bytes of blob %s only %d came"
                  .formatted(blob.size(), blob.sha256().hex(), part.length())));
    }
  }

  private static boolean isWanted(HttpResponse.ResponseInfo info, long from) {
    String range = info.headers().firstValue("Content-Range").orElse("");
    return info.statusCode() == 200
        || (info.statusCode() == 206 && range.startsWith("bytes " + from + "-"));
  }

  private Unreachable refused(HttpResponse<?> answer, byte[] body) {
    String location = answer.headers().firstValue("Location").orElse(null);
    return caller.refused(answer.statusCode(), location, body);
  }

  /// Sends a blob, unless the other node has it. `content` may be asked for more than once.
  ///
  /// @throws Unreachable when it does not take it
  public void send(Wanted blob, Supplier<InputStream> content) {
    if (has(blob)) {
      return;
    }
    var body = BodyPublishers.ofInputStream(content);
    HttpRequest put =
        caller
            .request(blob.path())
            .header("Content-Type", "application/octet-stream")
            .PUT(
                blob.size() == 0
                    ? BodyPublishers.noBody()
                    : BodyPublishers.fromPublisher(body, blob.size()))
            .build();
    var answer =
        caller.ask(put, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_REFUSAL_BYTES));
    if (answer.statusCode() / 100 != 2) {
      throw refused(answer, answer.body());
    }
  }
}
