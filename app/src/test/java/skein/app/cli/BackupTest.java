package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackupTest {
  @TempDir private Path folder;
  private Bench here = new Bench(Path.of(""), "here");
  private Bench there = here;

  @BeforeEach
  void twoHomes() {
    here = new Bench(folder, "here");
    there = here.other("there");
  }

  private static String done(Bench bench, String line) {
    Bench.Said said = bench.line(line);
    assertThat(said.exitCode()).as("%s%n%s", line, said.err()).isZero();
    return said.out();
  }

  private static String refused(Bench bench, String line) {
    Bench.Said said = bench.line(line);
    assertThat(said.exitCode()).as(line).isEqualTo(Exit.REFUSED);
    assertThat(said.out()).isEmpty();
    return said.err();
  }

  private static String stateOf(Bench bench) {
    List<String> lines = done(bench, "-s bugs info --state").lines().toList();
    return String.join(
        "\n",
        lines.stream().filter(l -> l.startsWith("frontier") || l.startsWith("state")).toList());
  }

  @Test
  void aRestoredReplicaAndTheOriginalMeetAgain() {
    done(here, "init -s bugs");
    done(here, "create ticket --id T1 status=new");
    assertThat(done(here, "backup one.skein-backup")).contains("bugs: backed up to");
    done(here, "update ticket/T1 status=open");
    assertThat(done(there, "restore one.skein-backup"))
        .isEqualTo("bugs: restored, 1 changeset(s)\n");
    assertThat(done(there, "show ticket/T1")).contains("status: new");
    done(there, "create ticket --id T2 status=new");
    done(there, "pull here");
    assertThat(done(here, "pull there --json")).contains("\"came\":1").contains("\"remarks\":[]");
    assertThat(stateOf(here)).isEqualTo(stateOf(there)).contains("frontier");
    assertThat(done(there, "verify")).endsWith("sound\n");
  }

  @Test
  void theOwnerKeyTravelsOnlyWhenAskedFor() {
    done(here, "init -s bugs --granted");
    done(here, "create ticket --id T1");
    done(here, "backup plain.skein-backup");
    done(here, "backup owner.skein-backup --with-owner-key");
    assertThat(done(there, "restore plain.skein-backup"))
        .contains("it can read but not write: this space wants a grant of its owner");
    assertThat(refused(there, "create ticket")).contains("ask the owner");
    assertThat(refused(there, "backup again.skein-backup --with-owner-key"))
        .contains("does not own");
    Bench third = here.other("third");
    assertThat(done(third, "restore owner.skein-backup --json")).contains("\"mayWrite\":true");
    done(third, "create ticket --id T2");
    assertThat(done(here, "pull third --json")).contains("\"came\":1");
  }

  @Test
  void whatIsThereIsNotOverwritten() throws IOException {
    done(here, "init -s bugs");
    done(here, "backup one.skein-backup");
    Path file = folder.resolve("one.skein-backup");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    byte[] bytes = Files.readAllBytes(file);
    assertThat(refused(here, "backup one.skein-backup")).contains("is there already");
    assertThat(refused(here, "backup no/such/folder/file")).contains("there is no folder");
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    assertThat(refused(here, "restore one.skein-backup -s other"))
        .contains("that space is here already, as 'bugs'")
        .contains("SKEIN_HOME");
    assertThat(here.homeFolder().toFile().list()).doesNotContain("restoring");
  }

  @Test
  void aDamagedBackupIsRefusedAndLeavesNothing() throws IOException {
    done(here, "init -s bugs");
    done(here, "create ticket summary=\"Crash on start\"");
    done(here, "backup one.skein-backup");
    Path file = folder.resolve("one.skein-backup");
    byte[] bytes = Files.readAllBytes(file);
    for (int at : List.of(0, bytes.length / 3, bytes.length / 2, bytes.length - 30)) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 4;
      Files.write(file, flipped);
      Bench.Said said = there.line("restore one.skein-backup");
      if (said.exitCode() == Exit.DONE) {
        // A bit that nobody reads: then all is there.
        assertThat(done(there, "-s bugs verify")).endsWith("sound\n");
        there = here.other("there" + at);
      } else {
        assertThat(said.exitCode()).as("byte %d: %s", at, said.err()).isEqualTo(Exit.REFUSED);
        assertThat(said.err()).contains("one.skein-backup cannot be restored");
        assertThat(refused(there, "info")).contains("there is no space");
      }
    }
    Files.writeString(file, "this is no backup", StandardCharsets.UTF_8);
    assertThat(refused(there, "restore one.skein-backup")).contains("cannot be restored");
    assertThat(refused(there, "restore none.skein-backup")).contains("there is no file");
  }
}
