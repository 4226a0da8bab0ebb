package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real file systems that are full, or that cannot be written. Needs Linux, and unshare, which
/// stands in the same package as flock.
final class FullDiskTest {
  @TempDir private Path folder;

  @Test
  @Tag("full")
  void aFullDiskIsToldAndLosesNothing() throws IOException, InterruptedException {
    assertThat(FullDisk.play("full", folder)).isEqualTo(new FullDisk.Played(0, "played\n"));
  }

  @Test
  @Tag("full")
  void aProcessThatHasItOpenGoesOnReadingAndLaterWriting()
      throws IOException, InterruptedException {
    assertThat(FullDisk.play("living", folder)).isEqualTo(new FullDisk.Played(0, "played\n"));
  }

  @Test
  @Tag("full")
  void aReadOnlyDiskIsToldAndCanBeClonedFrom() throws IOException, InterruptedException {
    assertThat(FullDisk.play("read-only", folder)).isEqualTo(new FullDisk.Played(0, "played\n"));
  }
}
