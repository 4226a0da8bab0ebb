package skein.app.home;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import skein.core.history.Charter;
import skein.core.replica.Identity;
import skein.core.replica.Replica;
import skein.core.replica.Retention;
import skein.core.replica.Store;
import skein.core.replica.Surroundings;
import skein.core.value.Bytes;
import skein.core.value.SpaceId;
import skein.sync.bundle.Bundle;
import skein.sync.ending.Ending;
import skein.sync.exchange.Result;
import skein.sync.transport.Progress;

/// Puts spaces into backup files and takes them out again. A space that is restored is a new
/// replica: the one that was backed up may live on, and two that write under one name are a fork.
public final class Archive {
  static final String AFTER_DAMAGE =
      "; keep the file, and restore a backup or clone the space anew from another replica";

  private static final long END_OF_TIME = 253_402_300_799_999L;

  private final Home home;

  /// Of the spaces of this home.
  public Archive(Home home) {
    this.home = home;
  }

  /// Writes a file, which is not there yet, with all of a space, while others write to it.
  /// `withOwnerKey`: whoever has the file can then grant rights in the owner's name.
  public void backup(OpenSpace space, Path file, boolean withOwnerKey, LongConsumer progress) {
    SpaceId id = space.entry().id();
    if (Files.exists(file)) {
      throw new Refusal(file + " is there already; say another name, or remove it first");
    }
    if (withOwnerKey && !home.owns(id)) {
      throw new Refusal(
          "this home does not own '" + space.name() + "'; leave --with-owner-key out");
    }
    Optional<Bytes> key = withOwnerKey ? Optional.of(home.ownerKey(id)) : Optional.empty();
    try {
      Path aside = Files.createTempDirectory(folderOf(file), ".skein-backup");
      try {
        Path log = aside.resolve("log.db");
        home.stores().copy(home.log(id), log, progress);
        Path posts = aside.resolve("posts");
        if (space.posts().isPresent()) {
          writePosts(space, posts);
        }
        BackupFile made = new BackupFile(aside.resolve("backup"));
        made.write(
            new BackupFile.Contents(
                space.name(), space.replica().charter(), key, log, posts, home.blobs(id)),
            now().toString(),
            progress);
        Files.move(aside.resolve("backup"), file, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.syncFolder(folderOf(file));
      } finally {
        PrivateFiles.removeFolder(aside);
      }
    } catch (IOException e) {
      throw new Refusal(
          "the backup "
              + file
              + " cannot be written: "
              + DiskTrouble.why(e)
              + "; nothing of it was left there",
          e);
    }
  }

  /// As a bundle to somebody who lacks nothing else.
  private static void writePosts(OpenSpace space, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      Bundle.write(space.held(), space.replica().frontier(), Bundle.Form.PLAIN, out);
    }
  }

  private void readPosts(Path file, SpaceBook.Entry entry) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        OpenSpace space = home.open(entry)) {
      Result result = Bundle.read(in, space.held(), Progress.silent());
      if (result.ending() instanceof Ending.Failed failed) {
        throw new IOException("its posts: " + failed.reason());
      }
    }
  }

  private Instant now() {
    long millis = home.surroundings().clockMillis().getAsLong();
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
  }

  private static Path folderOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder);
    }
    return folder;
  }

  /// Makes a replica of what the file holds. Refused where a replica of the space is here already.
  /// `name`: empty for the one that the space had.
  public OpenSpace restore(Path file, Optional<String> name, LongConsumer progress) {
    if (!Files.isRegularFile(file)) {
      throw new Refusal("there is no file " + file);
    }
    Path unpacked = home.folder().resolve("restoring");
    try {
      PrivateFiles.makeFolder(home.folder());
      PrivateFiles.removeFolder(unpacked);
      PrivateFiles.makeFolder(unpacked);
      try {
        var contents = new BackupFile(file).read(unpacked, progress);
        SpaceBook.Entry entry = settle(contents, name.orElse(contents.name()));
        if (Files.exists(contents.posts())) {
          readPosts(contents.posts(), entry);
        }
        return home.open(entry);
      } finally {
        PrivateFiles.removeFolder(unpacked);
      }
    } catch (IOException e) {
      throw new Refusal("the backup " + file + " cannot be restored: " + DiskTrouble.why(e), e);
    }
  }

  private SpaceBook.Entry settle(BackupFile.Contents contents, String name) throws IOException {
    SpaceId id = contents.charter().space();
    home.requireFree(name);
    home.book()
        .of(id)
        .ifPresent(
            known -> {
              throw new Refusal(
                  "that space is here already, as '"
                      + known.name()
                      + "'; restore it into another home (SKEIN_HOME=FOLDER), and pull from that");
            });
    Path log = home.log(id);
    if (Files.exists(log)) {
      throw new Refusal("a store of that space is left at " + log + "; move its folder away first");
    }
    Optional<Bytes> key = contents.ownerKey();
    home.stores().adopt(contents.log(), identity(contents.charter(), key), epoch());
    home.makeFolder(id);
    key.ifPresent(owner -> home.keepOwnerKey(id, owner));
    if (Files.isDirectory(contents.blobs())) {
      Files.move(contents.blobs(), home.blobs(id), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(contents.log(), log, StandardCopyOption.ATOMIC_MOVE);
    PrivateFiles.syncFolder(folderOf(log));
    SpaceBook.Entry entry = new SpaceBook.Entry(name, id, List.of());
    home.change(book -> book.with(entry));
    return entry;
  }

  private String epoch() {
    return home.surroundings().ids().get();
  }

  private Identity identity(Charter charter, Optional<Bytes> owner) {
    boolean granted = charter.write() == Charter.Access.GRANTED;
    return home.identity(charter.space(), granted ? owner.orElse(null) : null);
  }

  /// What is wrong with the file of a space, a sentence each; empty if nothing is.
  public List<String> faults(SpaceBook.Entry entry) {
    Path log = home.log(entry.id());
    return Files.exists(log)
        ? home.stores().faults(log)
        : List.of(log + " is not there" + AFTER_DAMAGE);
  }

  /// What is wrong with its posts, a sentence each; empty if nothing is, or it has none.
  public List<String> postFaults(SpaceBook.Entry entry) {
    SpaceId id = entry.id();
    return home.hasPosts(id) ? home.stores().postFaults(home.postsFile(id)) : List.of();
  }

  /// What is missing of what had been acknowledged, a sentence; empty if nothing is known to be.
  public Optional<String> lost(SpaceBook.Entry entry) {
    return home.stores().lost(home.log(entry.id()));
  }

  /// Runs `work` with an empty replica of a space, in a place of its own, which is gone afterwards.
  public <T> T withScratch(Charter charter, Function<Replica, T> work) {
    try {
      Path folder = Files.createTempDirectory("skein");
      try (Store store =
          home.stores()
              .create(
                  folder.resolve("log.db"),
                  charter.json(),
                  home.identity(charter.space(), null),
                  epoch(),
                  Retention.ALL)) {
        return work.apply(new Replica(store, patient(home.surroundings())));
      } finally {
        PrivateFiles.removeFolder(folder);
      }
    } catch (IOException e) {
      throw new Refusal(
          "no room for a scratch replica: " + DiskTrouble.why(e) + "; see to java.io.tmpdir", e);
    }
  }

  /// Whatever was integrated once is integrated again, also where the clock has been put back.
  private static Surroundings patient(Surroundings surroundings) {
    return new Surroundings(
        surroundings.signer(), surroundings.verifier(), () -> END_OF_TIME, surroundings.ids());
  }

  /// Gives a space whose store has lost something a new identity, so that it may write again.
  /// Nobody else may have it open.
  public void renew(SpaceBook.Entry entry) {
    SpaceId id = entry.id();
    Optional<Bytes> owner = home.owns(id) ? Optional.of(home.ownerKey(id)) : Optional.empty();
    Charter charter;
    try (OpenSpace space = home.openReadOnly(entry)) {
      charter = space.replica().charter();
    }
    home.stores().adopt(home.log(id), identity(charter, owner), epoch());
  }
}
