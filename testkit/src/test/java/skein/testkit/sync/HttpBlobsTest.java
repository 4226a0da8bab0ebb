package skein.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import skein.core.value.Bytes;
import skein.sync.blob.BlobStore;
import skein.sync.blob.HttpBlobs;
import skein.sync.transport.HttpCaller;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.Unreachable;

/// Blobs over a real socket, from servers that are good, break off, or lie.
class HttpBlobsTest {
  private static final byte[] CONTENT = content();
  private static final HttpBlobs.Wanted WANTED =
      new HttpBlobs.Wanted(Bytes.sha256(Bytes.of(CONTENT)), CONTENT.length);

  private static byte[] content() {
    byte[] content = new byte[1_000_000];
    new Random(1).nextBytes(content);
    return content;
  }

  /// Blobs in memory.
  private static final class Kept implements BlobStore {
    final Map<Bytes, byte[]> whole = new HashMap<>();
    final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    @Override
    public boolean has(Bytes sha256) {
      return whole.containsKey(sha256);
    }

    @Override
    public Part part(Bytes sha256) {
      return new Part() {
        @Override
        public long length() {
          return parts.size();
        }

        @Override
        public void append(ByteBuffer bytes) {
          byte[] some = new byte[bytes.remaining()];
          bytes.get(some);
          parts.writeBytes(some);
        }

        @Override
        public void restart() {
          parts.reset();
        }

        @Override
        public boolean finish() {
          byte[] all = parts.toByteArray();
          parts.reset();
          boolean good = Bytes.sha256(Bytes.of(all)).equals(sha256);
          if (good) {
            whole.put(sha256, all);
          }
          return good;
        }

        @Override
        public void close() {}
      };
    }
  }

  private static void fetch(Kept to, HttpHandler handler) {
    try (Carrier carrier = Carrier.answering(handler);
        HttpCaller caller = new HttpCaller(HttpPeer.open(carrier.uri()))) {
      new HttpBlobs(caller).fetch(WANTED, to);
    }
  }

  /// Sends the content from where it is asked for, at most `most` bytes of it at once.
  private static HttpHandler sending(byte[] content, int most, List<String> ranges) {
    return http -> {
      String range = http.getRequestHeaders().getFirst("Range");
      ranges.add(String.valueOf(range));
      int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
      if (from > 0) {
        http.getResponseHeaders()
            .add("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/*");
      }
      http.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
      http.getResponseBody().write(content, from, Math.min(most, content.length - from));
      http.getResponseBody().flush();
      http.close();
    };
  }

  @Test
  void aBlobIsFetchedOnceAndWhole() {
    Kept to = new Kept();
    List<String> ranges = new ArrayList<>();
    fetch(to, sending(CONTENT, CONTENT.length, ranges));
    assertThat(to.whole.get(WANTED.sha256())).isEqualTo(CONTENT);
    fetch(to, sending(CONTENT, CONTENT.length, ranges));
    assertThat(ranges).containsExactly("null");
  }

  @Test
  void aFetchThatBreaksGoesOnWhereItStopped() {
    Kept to = new Kept();
    List<String> ranges = new ArrayList<>();
    fetch(to, sending(CONTENT, 400_000, ranges));
    assertThat(to.whole.get(WANTED.sha256())).isEqualTo(CONTENT);
    assertThat(ranges).hasSizeBetween(3, 5).last().asString().startsWith("bytes=");
  }

  @Test
  void aServerWithoutRangesBeginsAnew() {
    Kept to = new Kept();
    to.part(WANTED.sha256()).append(ByteBuffer.wrap(CONTENT, 0, 1000));
    fetch(
        to,
        http -> {
          http.sendResponseHeaders(200, CONTENT.length);
          http.getResponseBody().write(CONTENT);
          http.close();
        });
    assertThat(to.whole.get(WANTED.sha256())).isEqualTo(CONTENT);
  }

  @Test
  void whatIsSomethingElseIsNotKept() {
    Kept to = new Kept();
    byte[] other = CONTENT.clone();
    other[500_000]++;
    assertThatThrownBy(() -> fetch(to, sending(other, other.length, new ArrayList<>())))
        .isInstanceOf(Unreachable.class)
        .hasMessageContaining("is something else");
    assertThat(to.whole).isEmpty();
    assertThat(to.parts.size()).isZero();
  }

  @Test
  void whatNeverEndsIsCutAtItsSize() {
    Kept to = new Kept();
    assertThatThrownBy(
            () ->
                fetch(
                    to,
                    http -> {
                      http.sendResponseHeaders(200, 0);
                      endless(http);
                    }))
        .isInstanceOf(Unreachable.class)
        .hasMessageContaining("more than the 1000000 bytes");
    assertThat(to.parts.size()).isLessThanOrEqualTo(CONTENT.length);
  }

  private static void endless(HttpExchange http) throws IOException {
    byte[] some = new byte[1 << 16];
    while (true) {
      http.getResponseBody().write(some);
    }
  }

  @Test
  void whatIsNotThereSaysSoAndARedirectIsNotFollowed() {
    Kept to = new Kept();
    assertThatThrownBy(() -> fetch(to, answering(404))).hasMessageContaining("it knows no such");
    assertThatThrownBy(() -> fetch(to, answering(302))).hasMessageContaining("is not followed");
  }

  private static HttpHandler answering(int status) {
    return http -> {
      http.getResponseHeaders().add("Location", "http://elsewhere.example/");
      http.sendResponseHeaders(status, -1);
      http.close();
    };
  }

  @Test
  void aBlobIsSentUnlessItIsThere() {
    List<String> asked = new ArrayList<>();
    List<byte[]> came = new ArrayList<>();
    HttpHandler taking =
        http -> {
          asked.add(http.getRequestMethod() + " " + http.getRequestURI().getPath());
          byte[] body = http.getRequestBody().readAllBytes();
          if (http.getRequestMethod().equals("PUT")) {
            came.add(body);
          }
          int status = came.isEmpty() ? 404 : 200;
          http.sendResponseHeaders(status, -1);
          http.close();
        };
    try (Carrier carrier = Carrier.answering(taking);
        HttpCaller caller = new HttpCaller(HttpPeer.open(carrier.uri()))) {
      HttpBlobs blobs = new HttpBlobs(caller);
      blobs.send(WANTED, () -> new ByteArrayInputStream(CONTENT));
      blobs.send(WANTED, () -> new ByteArrayInputStream(CONTENT));
    }
    String path = "/s/space/blobs/" + WANTED.sha256().hex();
    assertThat(asked).containsExactly("HEAD " + path, "PUT " + path, "HEAD " + path);
    assertThat(came).hasSize(1);
    assertThat(Arrays.equals(came.getFirst(), CONTENT)).isTrue();
  }
}
