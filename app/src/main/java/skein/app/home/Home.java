package skein.app.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import skein.core.history.Charter;
import skein.core.history.Grant;
import skein.core.replica.Identity;
import skein.core.replica.Origin;
import skein.core.replica.Replica;
import skein.core.replica.Signer;
import skein.core.replica.Store;
import skein.core.replica.Surroundings;
import skein.core.value.Bytes;
import skein.core.value.NotStrict;
import skein.core.value.ReplicaId;
import skein.core.value.SpaceId;

/// One home: a folder with `spaces.json` and, for each space, `spaces/<space id>/log.db` and, where
/// the space was made here, `owner.key`. Safe under several processes.
public final class Home {
  private static final String BOOK = "spaces.json";
  private static final String LOCK = "spaces.lock";
  private static final String OWNER_KEY = "owner.key";
  private static final int NONCE_BYTES = 16;

  private final Path folder;
  private final Stores stores;
  private final Surroundings surroundings;

  /// The home in this folder, which need not be there yet.
  public Home(Path folder, Stores stores, Surroundings surroundings) {
    this.folder = folder;
    this.stores = stores;
    this.surroundings = surroundings;
  }

  public Path folder() {
    return folder;
  }

  /// Another home, with the same adapters.
  public Home at(Path otherFolder) {
    return new Home(otherFolder.toAbsolutePath().normalize(), stores, surroundings);
  }

  /// What stands in `spaces.json`; empty if there is none.
  public SpaceBook book() {
    Path file = folder.resolve(BOOK);
    try {
      return Files.exists(file) ? SpaceBook.parse(Files.readAllBytes(file)) : SpaceBook.EMPTY;
    } catch (IOException e) {
      throw new Refusal(file + " cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException | NotStrict e) {
      throw new Refusal(
          file + " is damaged: " + e.getMessage() + "; put back a copy of it from a backup", e);
    }
  }

  /// Makes a new space, which this home owns.
  public OpenSpace create(String name, Charter.Access access) {
    requireFree(name);
    Signer signer = surroundings.signer();
    Bytes owner = signer.freshSecret();
    Bytes nonce = Bytes.of(Arrays.copyOf(signer.freshSecret().toArray(), NONCE_BYTES));
    Charter charter = new Charter(nonce, signer.publicKey(owner), false, access);
    Path space = makeFolder(charter.space());
    write(space.resolve(OWNER_KEY), owner.base64url() + "\n");
    Identity identity = identity(charter.space(), access == Charter.Access.GRANTED ? owner : null);
    return begin(new SpaceBook.Entry(name, charter.space(), List.of()), charter, identity);
  }

  /// Makes a replica, empty at first, of a space of another home.
  public OpenSpace copy(String name, Charter charter, SpaceBook.Peer origin) {
    requireFree(name);
    Optional<SpaceBook.Entry> known = book().of(charter.space());
    if (known.isPresent()) {
      String own = known.get().name();
      throw new Refusal(
          "that space is here already, as '" + own + "'; update it: skein -s " + own + " pull");
    }
    makeFolder(charter.space());
    SpaceBook.Entry entry = new SpaceBook.Entry(name, charter.space(), List.of(origin));
    return begin(entry, charter, identity(charter.space(), null));
  }

  private OpenSpace begin(SpaceBook.Entry entry, Charter charter, Identity identity) {
    Path log = log(entry.id());
    Store store =
        Files.exists(log)
            ? stores.open(log)
            : stores.create(log, charter.json(), identity, surroundings.ids().get());
    change(book -> book.with(entry));
    return new OpenSpace(entry, new Replica(store, surroundings), store);
  }

  /// A fresh identity, with a grant for all types if the owner's secret is given.
  Identity identity(SpaceId space, @Nullable Bytes owner) {
    Signer signer = surroundings.signer();
    Bytes secret = signer.freshSecret();
    Bytes key = signer.publicKey(secret);
    Grant grant = null;
    if (owner != null) {
      List<String> all = List.of("*");
      Bytes signature = signer.sign(owner, Grant.message(key, space, all));
      grant = new Grant(key, signature, space, all);
    }
    return new Identity(new Origin(ReplicaId.ofKey(key.toArray()), key, grant), secret);
  }

  /// Opens a space to read and write.
  public OpenSpace open(SpaceBook.Entry entry) {
    return opened(entry, stores.open(requireLog(entry)));
  }

  /// Opens a space to read only, as another home does.
  public OpenSpace openReadOnly(SpaceBook.Entry entry) {
    return opened(entry, stores.openReadOnly(requireLog(entry)));
  }

  /// The file must hold the space that the book says.
  private OpenSpace opened(SpaceBook.Entry entry, Store store) {
    boolean sound = false;
    try {
      Replica replica = new Replica(store, surroundings);
      if (!replica.space().equals(entry.id())) {
        throw new Refusal(
            log(entry.id()) + " is damaged: it holds another charter; " + Archive.AFTER_DAMAGE);
      }
      sound = true;
      return new OpenSpace(entry, replica, store);
    } catch (NotStrict | IllegalArgumentException e) {
      throw new Refusal(
          log(entry.id()) + " is damaged: its charter, " + e.getMessage() + Archive.AFTER_DAMAGE,
          e);
    } finally {
      if (!sound) {
        store.close();
      }
    }
  }

  private Path requireLog(SpaceBook.Entry entry) {
    Path log = log(entry.id());
    if (!Files.exists(log)) {
      throw new Refusal(
          "the space '"
              + entry.name()
              + "' has lost its store, "
              + log
              + " is not there; put it back from a backup, or clone the space again");
    }
    return log;
  }

  /// The file that holds a space.
  public Path log(SpaceId space) {
    return spaceFolder(space).resolve("log.db");
  }

  /// True if the space was made here.
  public boolean owns(SpaceId space) {
    return Files.exists(spaceFolder(space).resolve(OWNER_KEY));
  }

  /// The secret of the owner of a space that was made here.
  Bytes ownerKey(SpaceId space) {
    Path file = spaceFolder(space).resolve(OWNER_KEY);
    try {
      return Bytes.parse(Files.readString(file).strip());
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal(
          "the owner key " + file + " cannot be read: " + e.getMessage() + "; put it back", e);
    }
  }

  void keepOwnerKey(SpaceId space, Bytes owner) {
    write(spaceFolder(space).resolve(OWNER_KEY), owner.base64url() + "\n");
  }

  Stores stores() {
    return stores;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /// Who was let into a space.
  public AccessFile access(SpaceId space) {
    return new AccessFile(spaceFolder(space));
  }

  /// Lets others into a space.
  public Invitations invitations(SpaceBook.Entry entry) {
    Path space = spaceFolder(entry.id());
    try (OpenSpace open = openReadOnly(entry)) {
      return new Invitations(
          new AccessFile(space),
          open.replica().charter(),
          ownerSecret(space),
          surroundings.signer());
    }
  }

  private static @Nullable Bytes ownerSecret(Path space) {
    Path file = space.resolve("owner.key");
    try {
      return Files.exists(file) ? Bytes.parse(Files.readString(file).strip()) : null;
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal(
          file + " cannot be read: " + e.getMessage() + "; put it back from a backup", e);
    }
  }

  /// What belongs to the node of this home.
  public NodeFiles node() {
    return new NodeFiles(folder);
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  private Path spaceFolder(SpaceId space) {
    return folder.resolve("spaces").resolve(space.toString());
  }

  /// Remembers that a space was pulled from a peer.
  public void remember(SpaceId space, SpaceBook.Peer peer) {
    change(book -> book.of(space).map(entry -> book.with(entry.with(peer))).orElse(book));
  }

  /// A name for a new space: 1 to 64 letters, digits and `. _ -`, not taken.
  public void requireFree(String name) {
    if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}")) {
      throw new Refusal(
          "'"
              + name
              + "' cannot name a space: a name has 1 to 64 letters, digits or . _ -, and begins"
              + " with a letter or digit; choose one with -s NAME");
    }
    if (book().named(name).isPresent()) {
      throw new Refusal("there is a space '" + name + "' already; choose another with -s NAME");
    }
  }

  Path makeFolder(SpaceId space) {
    Path made = spaceFolder(space);
    try {
      PrivateFiles.makeFolder(folder);
      PrivateFiles.makeFolder(folder.resolve("spaces"));
      PrivateFiles.makeFolder(made);
      return made;
    } catch (IOException e) {
      throw new Refusal("the folder " + made + " cannot be made: " + e.getMessage(), e);
    }
  }

  void change(UnaryOperator<SpaceBook> change) {
    Path file = folder.resolve(BOOK);
    try {
      PrivateFiles.locked(
          folder.resolve(LOCK),
          () -> {
            PrivateFiles.replace(file, change.apply(book()).json());
            return file;
          });
    } catch (IOException e) {
      throw new Refusal(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static void write(Path file, String text) {
    try {
      PrivateFiles.replace(file, text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new Refusal(file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
