package skein.store.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.replica.StoreBroken;
import skein.core.value.Bytes;

final class BlobsTest {
  @TempDir private Path home;

  private Blobs blobs() {
    return new Blobs(home.resolve("blobs"));
  }

  private static byte[] content(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    return content;
  }

  private static byte[] read(Blobs blobs, Bytes sha256) throws IOException {
    try (InputStream in = blobs.open(sha256).orElseThrow()) {
      return in.readAllBytes();
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("blobs"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void whatIsPutIsFoundByItsHashAndNothingElseIsLeft() throws IOException {
    for (int length : List.of(0, 1, Blobs.BUFFER_BYTES, 1_000_000)) {
      byte[] content = content(length);
      Reference reference = blobs().put(new ByteArrayInputStream(content), "image/png");
      assertThat(reference.sha256()).isEqualTo(Bytes.sha256(Bytes.of(content)));
      assertThat(reference.value().toString()).contains(reference.sha256().hex());
      assertThat(blobs().size(reference.sha256())).hasValue(length);
      assertThat(read(blobs(), reference.sha256())).isEqualTo(content);
      blobs().put(new ByteArrayInputStream(content), "image/png");
    }
    assertThat(files()).hasSize(4).noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void whatIsHereIsNotBroughtAgain() throws IOException {
    byte[] content = content(1_000);
    Bytes sha256 = blobs().put(new ByteArrayInputStream(content), "image/png").sha256();
    assertThatThrownBy(() -> blobs().incoming(sha256))
        .isInstanceOf(StoreBroken.class)
        .hasMessageContaining("here already");
    assertThat(read(blobs(), sha256)).isEqualTo(content);
    assertThat(files()).hasSize(1).noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void whatIsNotHereIsEmpty() {
    Bytes unknown = Bytes.sha256(Bytes.ofText("unknown"));
    assertThat(blobs().open(unknown)).isEmpty();
    assertThat(blobs().size(unknown)).isEmpty();
  }

  @Test
  void aSourceThatBreaksLeavesNothing() throws IOException {
    InputStream broken =
        new FilterInputStream(new ByteArrayInputStream(content(100_000))) {
          @Override
          public int read(byte[] into, int from, int most) throws IOException {
            int count = super.read(into, from, most);
            if (count < 0) {
              throw new IOException("the cable");
            }
            return count;
          }
        };
    assertThatThrownBy(() -> blobs().put(broken, "a/b")).hasMessage("the cable");
    assertThat(files()).isEmpty();
  }

  @Test
  void whatComesInPiecesGoesOnWhereItStopped() throws IOException {
    byte[] content = content(300_000);
    Bytes sha256 = Bytes.sha256(Bytes.of(content));
    for (int at = 0; at < content.length; at += 70_000) {
      try (Incoming incoming = blobs().incoming(sha256)) {
        assertThat(incoming.length()).isEqualTo(at);
        int end = Math.min(content.length, at + 70_000);
        incoming.append(ByteBuffer.wrap(content, at, end - at));
        assertThat(blobs().open(sha256)).isEmpty();
        if (end == content.length) {
          assertThat(incoming.finish()).isTrue();
        }
      }
    }
    assertThat(read(blobs(), sha256)).isEqualTo(content);
    assertThat(files()).containsExactly(sha256.hex());
  }

  @Test
  void whatIsNotWhatItsHashSaysIsForgotten() {
    Bytes sha256 = Bytes.sha256(Bytes.of(content(10)));
    try (Incoming incoming = blobs().incoming(sha256)) {
      incoming.append(ByteBuffer.wrap(Arrays.copyOf(content(10), 9)));
      assertThat(incoming.finish()).isFalse();
      assertThat(incoming.length()).isZero();
    }
    assertThat(blobs().open(sha256)).isEmpty();
  }

  @Test
  void onlyOneBringsABlobAtATime() {
    Bytes sha256 = Bytes.sha256(Bytes.of(content(10)));
    try (Incoming first = blobs().incoming(sha256)) {
      assertThatThrownBy(() -> blobs().incoming(sha256))
          .isInstanceOf(StoreBroken.class)
          .hasMessageContaining("somebody else");
      assertThat(first.length()).isZero();
    }
    blobs().incoming(sha256).close();
  }
}
