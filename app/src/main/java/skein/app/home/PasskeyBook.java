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
import skein.core.value.Value;

/// The passkeys that people have made at this node: a small file for each person. Nothing in it is
/// secret. One node writes it. Safe for all threads.
public final class PasskeyBook {
  private static final long FORMAT = 1;
  private static final int MOST = 100_000;

  private final Path folder;

  PasskeyBook(Path folder) {
    this.folder = folder;
  }

  /// A key: its id, its public part as its device made it (attested credential data), and how often
  /// it has signed, by its own count.
  public record Credential(Bytes id, Bytes key, long count) {}

  /// Who has which keys.
  public record Holder(String user, List<Credential> credentials) {
    public Holder {
      credentials = List.copyOf(credentials);
    }

    /// What devices call him by: the hash of his name.
    public static Bytes handle(String user) {
      return Bytes.sha256(Bytes.ofText("skein user " + user));
    }

    /// The key of this id.
    public Optional<Credential> credential(Bytes id) {
      return credentials.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private Holder with(Credential changed) {
      return new Holder(
          user,
          credentials.stream().map(one -> one.id().equals(changed.id()) ? changed : one).toList());
    }
  }

  /// Whom devices call by this handle.
  public synchronized Optional<Holder> find(Bytes handle) {
    Path file = file(handle);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Fields fields = Fields.parse(Files.readAllBytes(file));
      return Optional.of(
          new Holder(
              fields.text("user"),
              fields.objects("keys").stream()
                  .map(
                      key ->
                          new Credential(
                              Bytes.parse(key.text("id")),
                              Bytes.parse(key.text("key")),
                              key.count("count")))
                  .toList()));
    } catch (IOException e) {
      throw new Refusal(file + " cannot be read: " + DiskTrouble.why(e), e);
    } catch (IllegalArgumentException | NotStrict e) {
      throw new Refusal(
          file + " is damaged: " + e.getMessage() + "; put back a copy of it from a backup", e);
    }
  }

  /// Notes somebody new; false if there is somebody of this name already, or no room.
  public synchronized boolean add(Holder holder) {
    boolean free = find(Holder.handle(holder.user())).isEmpty() && size() < MOST;
    if (free) {
      write(holder);
    }
    return free;
  }

  /// Notes that a key has signed.
  public synchronized void used(Bytes handle, Credential credential) {
    find(handle).ifPresent(holder -> write(holder.with(credential)));
  }

  private long size() {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    } catch (IOException e) {
      throw new Refusal(folder + " cannot be read: " + DiskTrouble.why(e), e);
    }
  }

  private void write(Holder holder) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("v", Value.of(FORMAT));
    fields.put("user", Value.of(holder.user()));
    fields.put("keys", Value.of(holder.credentials().stream().map(PasskeyBook::value).toList()));
    Path file = file(Holder.handle(holder.user()));
    try {
      PrivateFiles.makeFolder(folder);
      PrivateFiles.replace(file, Fields.line(fields));
    } catch (IOException e) {
      throw new Refusal(file + " cannot be written: " + DiskTrouble.why(e), e);
    }
  }

  private static Value value(Credential credential) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("id", Value.of(credential.id().base64url()));
    fields.put("key", Value.of(credential.key().base64url()));
    fields.put("count", Value.of(credential.count()));
    return Value.of(fields);
  }

  private Path file(Bytes handle) {
    return folder.resolve(handle.hex() + ".json");
  }
}
