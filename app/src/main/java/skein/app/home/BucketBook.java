package skein.app.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import skein.core.value.Bytes;
import skein.core.value.NotStrict;
import skein.core.value.SpaceId;
import skein.core.value.Value;
import skein.server.hosting.Bucket;
import skein.server.hosting.Person;

/// Which spaces are the personal stores of a hub: a small file for each, named by the hash of its
/// name, and another one beside the space. So a home may have any number of them, and none is read
/// to find another. Safe for all threads and under several processes.
public final class BucketBook {
  private static final long FORMAT = 1;
  private static final String BESIDE = "bucket.json";
  private static final String JSON = ".json";

  private final Path folder;
  private final Path spaces;

  /// @param spaces the folder of the folders of all spaces
  BucketBook(Path home, Path spaces) {
    this.folder = home.resolve("hub");
    this.spaces = spaces;
  }

  /// The space of a personal store; empty if there is none.
  public Optional<SpaceBook.Entry> of(Bucket bucket) {
    return read(file(bucket));
  }

  /// The personal store that this space is; empty if it is none.
  public Optional<SpaceBook.Entry> of(SpaceId id) {
    return read(beside(id));
  }

  /// How many personal stores somebody has.
  public int count(Person owner) {
    Path own = folder(owner);
    if (!Files.isDirectory(own)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(own)) {
      return (int) files.filter(file -> file.toString().endsWith(JSON)).count();
    } catch (IOException e) {
      throw new Refusal(own + " cannot be read: " + DiskTrouble.why(e), e);
    }
  }

  /// What a personal store's space is called here.
  static SpaceBook.Entry entry(Bucket bucket, SpaceId id) {
    return new SpaceBook.Entry(bucket.text(), id, List.of());
  }

  /// Notes a personal store whose space is there.
  void add(Bucket bucket, SpaceId id) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("v", Value.of(FORMAT));
    fields.put("bucket", Value.of(bucket.text()));
    fields.put("space", Value.of(id.toString()));
    Path file = file(bucket);
    try {
      PrivateFiles.makeFolder(folder);
      PrivateFiles.makeFolder(folder(bucket.owner()));
      PrivateFiles.replace(beside(id), Fields.line(fields));
      PrivateFiles.replace(file, Fields.line(fields));
    } catch (IOException e) {
      throw new Refusal(file + " cannot be written: " + DiskTrouble.why(e), e);
    }
  }

  /// Forgets a personal store; its space stays.
  void remove(Bucket bucket) {
    try {
      Files.deleteIfExists(file(bucket));
    } catch (IOException e) {
      throw new Refusal(file(bucket) + " cannot be deleted: " + DiskTrouble.why(e), e);
    }
  }

  private Path folder(Person owner) {
    return folder.resolve(hash(owner.domain() + "/" + owner.user()));
  }

  private Path file(Bucket bucket) {
    return folder(bucket.owner()).resolve(hash(bucket.path()) + JSON);
  }

  private Path beside(SpaceId id) {
    return spaces.resolve(id.toString()).resolve(BESIDE);
  }

  private static String hash(String name) {
    return Bytes.sha256(Bytes.ofText(name)).hex();
  }

  private static Optional<SpaceBook.Entry> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Fields fields = Fields.parse(Files.readAllBytes(file));
      String name = fields.text("bucket");
      Bucket bucket =
          Bucket.parse(name)
              .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no bucket"));
      return Optional.of(entry(bucket, SpaceId.parse(fields.text("space"))));
    } catch (IOException e) {
      throw new Refusal(file + " cannot be read: " + DiskTrouble.why(e), e);
    } catch (IllegalArgumentException | NotStrict e) {
      throw new Refusal(
          file + " is damaged: " + e.getMessage() + "; put back a copy of it from a backup", e);
    }
  }
}
