package skein.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Replica;
import skein.core.replica.StoreBroken;
import skein.core.value.Bytes;
import skein.core.value.Value;

/// A process that has a file system of 16 MB for itself, mounted where only it can see it, so that
/// nothing is left of it whatever happens; and what it plays there.
final class FullDisk {
  private static final int PATIENCE_SECONDS = 120;
  private static final int FILLER_BYTES = 2 << 20;

  private final Path disk;
  private final Bench bench;

  private FullDisk(Path disk) {
    this.disk = disk;
    this.bench = new Bench(disk, "home");
  }

  /// What the process said, and how it ended.
  record Played(int exitCode, String said) {}

  /// Plays `story` on a disk that is mounted at `folder`.
  static Played play(String story, Path folder) throws IOException, InterruptedException {
    // Who is not root becomes so in a user namespace of his own.
    boolean root = System.getProperty("user.name", "").equals("root");
    List<String> command = new ArrayList<>(List.of("unshare", root ? "-m" : "-rm", "sh", "-c"));
    command.add(
        """
        mount -t tmpfs -o size=16m,mode=700 skein-test "$1" || exit 90
        disk=$1
        shift
        "$@" "$disk"
        """);
    command.addAll(List.of("sh", folder.toString()));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            FullDisk.class.getName(),
            story));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // What a library of the tests says of itself.
    said = said.replaceAll("(?m)^SLF4J.*\n", "");
    process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return new Played(process.exitValue(), said);
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    FullDisk play = new FullDisk(Path.of(arguments[1]));
    switch (arguments[0]) {
      case "full" -> play.full();
      case "read-only" -> play.readOnly();
      case "living" -> play.living();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    System.out.println("played");
  }

  private String done(String line) {
    Bench.Said said = bench.line(line);
    require(said.exitCode() == Exit.DONE, line, said);
    return said.out();
  }

  /// Must be refused with these words, and say nothing else.
  private void refused(String line, String... words) {
    Bench.Said said = bench.line(line);
    require(said.exitCode() == Exit.REFUSED && said.out().isEmpty(), line, said);
    for (String word : words) {
      require(said.err().contains(word), line + " should say: " + word, said);
    }
  }

  private static void require(boolean right, String what, Object said) {
    if (!right) {
      throw new AssertionError(what + ": " + said);
    }
  }

  private void twoSpaces() {
    done("init -s bugs");
    done("init -s shop");
    done("-s shop create item --id A name=Tent");
  }

  private void full() throws IOException {
    Path filler = disk.resolve("filler");
    Files.write(filler, new byte[FILLER_BYTES]);
    twoSpaces();
    List<String> acknowledged = fill("bugs");
    refused("-s bugs create note --id more text=" + text(9), "disk is full", "log.db", "try again");
    refused("-s bugs backup bugs.skein-backup", "cannot", disk.toString());
    refused("init -s third", "cannot");
    fill("shop");
    Files.delete(filler);
    String found = done("-s bugs search note");
    require(found.lines().count() == acknowledged.size(), "as many as acknowledged", found);
    require(done("-s shop show item/A").contains("Tent"), "the other space", "");
    for (String id : acknowledged) {
      require(done("-s bugs show note/" + id).contains("note/" + id), id, "");
    }
    done("-s bugs create note --id after text=small");
    done("-s shop create item --id B name=Stove");
    require(done("-s bugs verify").endsWith("sound\n"), "verify", "");
    require(done("-s shop verify").endsWith("sound\n"), "verify", "");
    require(!Files.exists(disk.resolve("bugs.skein-backup")), "no half backup is left", "");
  }

  /// A process that has the store open goes on reading, and on writing when there is room again.
  private void living() throws IOException {
    Path filler = disk.resolve("filler");
    Files.write(filler, new byte[FILLER_BYTES]);
    twoSpaces();
    Home home = bench.home();
    List<RecordKey> acknowledged = new ArrayList<>();
    try (OpenSpace space = home.open(home.book().named("bugs").orElseThrow())) {
      Replica replica = space.replica();
      for (int size = 17; size >= 5; size--) {
        fill(replica, size, acknowledged);
      }
      requireAll(replica, acknowledged);
      Files.delete(filler);
      replica.commit(create(new RecordKey("note", "after"), 5));
      acknowledged.add(new RecordKey("note", "after"));
      requireAll(replica, acknowledged);
    }
    require(done("-s bugs verify").endsWith("sound\n"), "verify", "");
  }

  private static void fill(Replica replica, int size, List<RecordKey> acknowledged) {
    for (int i = 0; ; i++) {
      RecordKey key = new RecordKey("note", "n" + size + "-" + i);
      try {
        replica.commit(create(key, size));
        acknowledged.add(key);
      } catch (StoreBroken full) {
        require(String.valueOf(full.getMessage()).contains("disk is full"), "why", full);
        return;
      }
    }
  }

  private static Draft create(RecordKey key, int size) {
    return Draft.of(
        "ann", new Edit.Create(key, List.of(new Assign.Set("text", Value.of(text(size))))));
  }

  private static void requireAll(Replica replica, List<RecordKey> keys) {
    for (RecordKey key : keys) {
      boolean there = replica.<Boolean>read(view -> view.record(key).isPresent());
      require(there, "acknowledged and there", key);
    }
  }

  /// Writes until the disk is full; gives back what was acknowledged.
  private List<String> fill(String space) {
    List<String> acknowledged = new ArrayList<>();
    for (int size = 17; size >= 5; size--) {
      for (int i = 0; ; i++) {
        String id = "n" + size + "-" + i;
        Bench.Said said =
            bench.line("-s " + space + " create note --id " + id + " text=" + text(size));
        if (said.exitCode() != Exit.DONE) {
          require(said.err().contains("disk is full"), id, said);
          break;
        }
        acknowledged.add(id);
      }
    }
    return acknowledged;
  }

  /// A text of 2^size letters that nothing can compress.
  private static String text(int size) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < 1 << size; i++) {
      text.append(Bytes.sha256(Bytes.ofText("letters " + i)).hex());
    }
    return text.substring(0, 1 << size);
  }

  private void readOnly() throws IOException, InterruptedException {
    twoSpaces();
    done("-s bugs create note --id a text=one");
    int code =
        new ProcessBuilder("mount", "-o", "remount,ro", disk.toString())
            .inheritIO()
            .start()
            .waitFor();
    require(code == 0, "remount", code);
    refused("-s bugs create note --id b text=two", "cannot", "log.");
    refused("-s bugs backup bugs.skein-backup", "cannot", disk.toString());
    refused("init -s third", "cannot");
    Bench other = new Bench(Files.createTempDirectory("skein-other"), "home");
    require(
        other.skein("clone", bench.homeFolder().toString(), "bugs").exitCode() == 0, "clone", "");
    require(other.line("show note/a").out().contains("text: one"), "the clone", "");
  }
}
