package skein.app.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import skein.core.history.Charter;
import skein.core.history.Grant;
import skein.core.post.MemoryPostStore;
import skein.core.post.PostStore;
import skein.core.post.Posts;
import skein.core.replica.Identity;
import skein.core.replica.Origin;
import skein.core.replica.Replica;
import skein.core.replica.Retention;
import skein.core.replica.Signer;
import skein.core.replica.Store;
import skein.core.replica.Surroundings;
import skein.core.value.Bytes;
import skein.core.value.NotStrict;
import skein.core.value.ReplicaId;
import skein.core.value.SpaceId;
import skein.server.hosting.Bucket;

/// One home: a folder with `spaces.json` and, for each space, a folder `spaces/<space id>` with
/// `log.db`, `peers.json`, `posts.db` where it has posts and, where it was made here, `owner.key`.
/// Safe under several processes, and for all threads of one that share this object.
public final class Home {
  private static final String BOOK = "spaces.json";
  private static final String APPS = "apps.json";
  private static final String LOCK = "spaces.lock";
  private static final String OWNER_KEY = "owner.key";
  private static final int NONCE_BYTES = 16;

  private final Path folder;
  private final Stores stores;
  private final Surroundings surroundings;
  private final HomeLock lock = new HomeLock();

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
    return read(folder.resolve(BOOK), SpaceBook::parse, SpaceBook.EMPTY);
  }

  /// Which spaces are the personal stores of a hub.
  public BucketBook buckets() {
    return new BucketBook(folder, folder.resolve("spaces"));
  }

  /// The space with this local name, which may be that of a personal store, or with this id.
  public Optional<SpaceBook.Entry> find(String nameOrId) {
    SpaceBook book = book();
    Optional<SpaceBook.Entry> named =
        book.named(nameOrId).or(() -> Bucket.parse(nameOrId).flatMap(buckets()::of));
    if (named.isPresent() || !nameOrId.matches("[0-9a-f]{40}")) {
      return named;
    }
    SpaceId id = SpaceId.parse(nameOrId);
    return book.of(id).or(() -> buckets().of(id));
  }

  private interface Reader<T> {
    T parse(byte[] json) throws NotStrict;
  }

  private static <T> T read(Path file, Reader<T> reader, T none) {
    try {
      return Files.exists(file) ? reader.parse(Files.readAllBytes(file)) : none;
    } catch (IOException e) {
      throw new Refusal(file + " cannot be read: " + DiskTrouble.why(e), e);
    } catch (IllegalArgumentException | NotStrict e) {
      throw new Refusal(
          file + " is damaged: " + e.getMessage() + "; put back a copy of it from a backup", e);
    }
  }

  /// Makes a new space, which this home owns.
  public OpenSpace create(String name, Charter.Access access) {
    return create(name, access, false);
  }

  /// Makes a new app: a space in which this home writes, and anybody posts.
  public OpenSpace createApp(String name) {
    return create(name, Charter.Access.GRANTED, true);
  }

  private OpenSpace create(String name, Charter.Access access, boolean posts) {
    requireFree(name);
    Wanted wanted = new Wanted(access, posts, Retention.ALL);
    return found(id -> new SpaceBook.Entry(name, id, List.of()), wanted, this::addToBook);
  }

  /// What a space is to be like.
  private record Wanted(Charter.Access access, boolean posts, Retention retention) {}

  /// Makes a new personal store, without a history; nobody else makes one of this name meanwhile.
  public OpenSpace create(Bucket bucket) {
    return found(
        id -> BucketBook.entry(bucket, id),
        new Wanted(Charter.Access.GRANTED, false, Retention.LATEST),
        entry -> buckets().add(bucket, entry.id()));
  }

  /// Makes a space. `noted`: notes it, when it is there.
  private OpenSpace found(
      Function<SpaceId, SpaceBook.Entry> named, Wanted wanted, Consumer<SpaceBook.Entry> noted) {
    Signer signer = surroundings.signer();
    Bytes owner = signer.freshSecret();
    Bytes nonce = Bytes.of(Arrays.copyOf(signer.freshSecret().toArray(), NONCE_BYTES));
    Charter charter = new Charter(nonce, signer.publicKey(owner), wanted.posts(), wanted.access());
    Path space = makeFolder(charter.space());
    write(space.resolve(OWNER_KEY), owner.base64url() + "\n");
    boolean granted = wanted.access() == Charter.Access.GRANTED;
    Identity own = identity(charter.space(), granted ? owner : null);
    return begin(named.apply(charter.space()), charter, own, wanted.retention(), noted);
  }

  /// Makes a replica, empty at first, of a space of another home.
  public OpenSpace copy(String name, Charter charter, SpaceBook.Peer origin) {
    return copy(name, charter, origin, identity(charter.space(), null));
  }

  /// The same under an identity that was made before, and may have a grant.
  public OpenSpace copy(String name, Charter charter, SpaceBook.Peer origin, Identity identity) {
    requireFree(name);
    Optional<SpaceBook.Entry> known = book().of(charter.space());
    if (known.isPresent()) {
      String own = known.get().name();
      throw new Refusal(
          "that space is here already, as '" + own + "'; update it: skein -s " + own + " pull");
    }
    makeFolder(charter.space());
    SpaceBook.Entry entry = new SpaceBook.Entry(name, charter.space(), List.of(origin));
    return begin(entry, charter, identity, Retention.ALL, this::addToBook);
  }

  private void addToBook(SpaceBook.Entry entry) {
    change(book -> book.with(entry));
  }

  private OpenSpace begin(
      SpaceBook.Entry entry,
      Charter charter,
      Identity identity,
      Retention retention,
      Consumer<SpaceBook.Entry> noted) {
    Path log = log(entry.id());
    String epoch = surroundings.ids().get();
    boolean there = Files.exists(log);
    return opened(
        entry,
        there ? stores.open(log) : stores.create(log, charter.json(), identity, epoch, retention),
        replica -> {
          noted.accept(entry);
          return posts(replica);
        });
  }

  /// A fresh identity, without a grant.
  public Identity identity() {
    Bytes secret = surroundings.signer().freshSecret();
    Bytes key = surroundings.signer().publicKey(secret);
    return new Identity(new Origin(ReplicaId.ofKey(key.toArray()), key, null), secret);
  }

  /// The same identity with the grant that it got, if it needs one.
  public static Identity granted(Identity identity, @Nullable Grant grant) {
    Origin origin = identity.origin();
    return new Identity(new Origin(origin.replica(), origin.key(), grant), identity.secret());
  }

  /// A fresh identity, with a grant for all types if the owner's secret is given.
  Identity identity(SpaceId space, @Nullable Bytes owner) {
    Signer signer = surroundings.signer();
    Bytes secret = signer.freshSecret();
    Bytes key = signer.publicKey(secret);
    Grant grant = owner == null ? null : new Granting(space, owner, signer).grant(key);
    return new Identity(new Origin(ReplicaId.ofKey(key.toArray()), key, grant), secret);
  }

  /// Opens a space to read and write.
  public OpenSpace open(SpaceBook.Entry entry) {
    return opened(entry, stores.open(requireLog(entry)), this::posts);
  }

  /// Opens a space to read only, as another home does.
  public OpenSpace openReadOnly(SpaceBook.Entry entry) {
    return opened(entry, stores.openReadOnly(requireLog(entry)), this::postsReadOnly);
  }

  /// The file must hold the space that the book says.
  private OpenSpace opened(
      SpaceBook.Entry entry, Store store, Function<Replica, Optional<Posts>> posts) {
    boolean sound = false;
    try {
      Replica replica = new Replica(store, surroundings);
      if (!replica.space().equals(entry.id())) {
        throw new Refusal(
            log(entry.id()) + " is damaged: it holds another charter; " + Archive.AFTER_DAMAGE);
      }
      OpenSpace open = new OpenSpace(entry, replica, store, posts.apply(replica));
      sound = true;
      return open;
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

  /// The posts of a space whose charter has any.
  private Optional<Posts> posts(Replica replica) {
    if (!replica.charter().posts()) {
      return Optional.empty();
    }
    PostStore store = stores.posts(postsFile(replica.space()), surroundings.ids().get());
    return Optional.of(Posts.open(store, new PostRoom(replica, mostBytes(replica.space()))));
  }

  private Optional<Posts> postsReadOnly(Replica replica) {
    if (!replica.charter().posts()) {
      return Optional.empty();
    }
    Path file = postsFile(replica.space());
    PostStore store = Files.exists(file) ? stores.postsReadOnly(file) : new MemoryPostStore("none");
    return Optional.of(
        Posts.readOnly(store, new PostRoom(replica, mostBytes(replica.space())).get()));
  }

  Path postsFile(SpaceId space) {
    return spaceFolder(space).resolve("posts.db");
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

  /// The folder of what is attached to records of a space; there once something is.
  public Path blobs(SpaceId space) {
    return spaceFolder(space).resolve("blobs");
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
          "the owner key " + file + " cannot be read: " + DiskTrouble.why(e) + "; put it back", e);
    }
  }

  /// Lets a replica write to a space that was made here.
  ///
  /// @throws IllegalArgumentException if that is no public key
  public Grant grant(SpaceId space, Bytes key) {
    return new Granting(space, ownerKey(space), surroundings.signer()).grant(key);
  }

  void keepOwnerKey(SpaceId space, Bytes owner) {
    write(spaceFolder(space).resolve(OWNER_KEY), owner.base64url() + "\n");
  }

  Stores stores() {
    return stores;
  }

  /// Who was let into a space.
  public AccessFile access(SpaceId space) {
    return new AccessFile(spaceFolder(space), lock);
  }

  /// Lets others into a space.
  public Invitations invitations(SpaceBook.Entry entry) {
    Path space = spaceFolder(entry.id());
    try (OpenSpace open = openReadOnly(entry)) {
      return new Invitations(
          new AccessFile(space, lock),
          open.replica().charter(),
          owns(entry.id()) ? ownerKey(entry.id()) : null,
          surroundings.signer());
    }
  }

  /// What belongs to the node of this home.
  public NodeFiles node() {
    return new NodeFiles(folder, lock);
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  private Path spaceFolder(SpaceId space) {
    return folder.resolve("spaces").resolve(space.toString());
  }

  /// Remembers a peer of a space, in place of the one of that name.
  public void remember(SpaceId space, SpaceBook.Peer peer) {
    change(book -> book.of(space).map(entry -> book.with(entry.with(peer))).orElse(book));
  }

  /// Forgets a peer of a space, and what came of the exchanges with it.
  public void forget(SpaceId space, String peer) {
    change(book -> book.of(space).map(entry -> book.with(entry.without(peer))).orElse(book));
    changePeers(space, book -> book.without(peer));
  }

  /// What came of the exchanges of a space.
  public PeerBook peers(SpaceId space) {
    return read(peersFile(space), PeerBook::parse, PeerBook.EMPTY);
  }

  /// Writes down what came of an exchange with the peer of this name.
  void note(SpaceId space, String peer, UnaryOperator<PeerBook.Account> change) {
    changePeers(space, book -> book.with(peer, change.apply(book.of(peer))));
  }

  private void changePeers(SpaceId space, UnaryOperator<PeerBook> change) {
    replace(peersFile(space), () -> change.apply(peers(space)).json());
  }

  private Path peersFile(SpaceId space) {
    return spaceFolder(space).resolve("peers.json");
  }

  /// Gives an open replica a new identity: with a grant where the space wants one and this home
  /// owns it.
  public void renew(OpenSpace space) {
    SpaceId id = space.entry().id();
    boolean granted = space.replica().charter().write() == Charter.Access.GRANTED;
    if (granted && !owns(id)) {
      throw new Refusal(
          "only replicas with a grant may write in '"
              + space.name()
              + "', and this home does not own it: the new identity could write nothing; ask the"
              + " owner for a new invitation, and clone the space anew");
    }
    space.replica().adopt(identity(id, granted ? ownerKey(id) : null));
  }

  /// A name for a new space: 1 to 64 letters, digits and `. _ -`, not taken.
  public void requireFree(String name) {
    requireName("a space", name);
    if (book().named(name).isPresent()) {
      throw new Refusal("there is a space '" + name + "' already; choose another with -s NAME");
    }
  }

  /// Refuses what cannot name a space or a peer.
  public static void requireName(String what, String name) {
    if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}")) {
      throw new Refusal(
          "'%s' cannot name %s: a name has 1 to 64 letters, digits or . _ -, and begins with a"
                  .formatted(name, what)
              + " letter or digit");
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
      throw new Refusal("the folder " + made + " cannot be made: " + DiskTrouble.why(e), e);
    }
  }

  /// What stands in `apps.json`; empty if there is none.
  public AppBook apps() {
    return read(folder.resolve(APPS), AppBook::parse, AppBook.EMPTY);
  }

  /// Changes what stands in `apps.json`.
  public void changeApps(UnaryOperator<AppBook> change) {
    try {
      PrivateFiles.makeFolder(folder);
    } catch (IOException e) {
      throw new Refusal("the folder " + folder + " cannot be made: " + DiskTrouble.why(e), e);
    }
    replace(folder.resolve(APPS), () -> change.apply(apps()).json());
  }

  /// How many bytes an app may take up here, whatever its owner says; its owner sets no bound for
  /// himself.
  public long mostBytes(SpaceId app) {
    Long set = apps().of(app).map(AppBook.Entry::bytes).orElse(null);
    return owns(app) ? Long.MAX_VALUE : set == null ? AppLimits.DEFAULT.bytes() : set;
  }

  /// True if this space takes posts, as those of apps do.
  public boolean hasPosts(SpaceId space) {
    return Files.exists(postsFile(space));
  }

  /// The folder of an app's tables; there once a node has made some.
  public Path tables(SpaceId space) {
    return spaceFolder(space).resolve("tables");
  }

  /// Forgets a space, and deletes all that is here of it; nobody may have it open.
  public void remove(SpaceId space) {
    change(book -> book.without(space));
    removeFolder(space);
  }

  /// Forgets a personal store, and deletes all that is here of it; false if it is not there.
  public boolean remove(Bucket bucket) {
    Optional<SpaceBook.Entry> gone = buckets().of(bucket);
    buckets().remove(bucket);
    gone.map(SpaceBook.Entry::id).ifPresent(this::removeFolder);
    return gone.isPresent();
  }

  private void removeFolder(SpaceId space) {
    Path gone = spaceFolder(space);
    try {
      PrivateFiles.removeFolder(gone);
    } catch (IOException e) {
      throw new Refusal("the folder " + gone + " cannot be deleted: " + DiskTrouble.why(e), e);
    }
  }

  void change(UnaryOperator<SpaceBook> change) {
    replace(folder.resolve(BOOK), () -> change.apply(book()).json());
  }

  /// Replaces a file of this home under the lock of all of them.
  private void replace(Path file, Supplier<byte[]> content) {
    try {
      lock.locked(
          folder.resolve(LOCK),
          () -> {
            PrivateFiles.replace(file, content.get());
            return file;
          });
    } catch (IOException e) {
      throw new Refusal(file + " cannot be written: " + DiskTrouble.why(e), e);
    }
  }

  private static void write(Path file, String text) {
    try {
      PrivateFiles.replace(file, text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new Refusal(file + " cannot be written: " + DiskTrouble.why(e), e);
    }
  }
}
