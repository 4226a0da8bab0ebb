package skein.app.hosting;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.app.home.Stores;
import skein.app.meeting.BlobFetch;
import skein.core.post.PostReading;
import skein.core.post.Posts;
import skein.core.value.SpaceId;
import skein.core.value.Value;
import skein.server.hosting.App;
import skein.server.hosting.Apps;
import skein.server.hosting.Ear;
import skein.server.hosting.Hosted;
import skein.store.blobs.Reference;
import skein.store.tables.Queries;
import skein.store.tables.Query;

/// An app that this node hosts, from [#start] to [#close]: keeps its tables, brings its files, and
/// stays with its peers. Safe for all threads.
final class HostedApp implements App, AutoCloseable {
  /// A look at the peers, and at what failed, at least so often.
  private static final Duration ROUND = Duration.ofSeconds(2);

  /// How often neighbours are asked for others, while there are few, and later.
  private static final Duration FEW_NEIGHBOURS = Duration.ofSeconds(5);

  private static final Duration NEIGHBOURS = Duration.ofSeconds(30);
  private static final int FEW = 3;

  /// How long a post waits for its row, and a schema for its tables.
  private static final Duration SHOWN = Duration.ofSeconds(1);

  /// Bytes that no file names are kept so long: somebody may be about to name them.
  private static final Duration GRACE = Duration.ofMinutes(10);

  private static final String NOTHING_YET = "nothing of this app has arrived yet; try again soon";

  private final Home home;
  private final OpenSpace space;
  private final Stores stores;
  private final Posts posts;
  private final Content content;
  private final Arrival arrival;
  private final Posting posting;
  private final Projection projection;
  private final Queries queries;
  private final Company company;
  private final Neighbours neighbours;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong tableChanges = new AtomicLong();
  private final AtomicLong contentChanges = new AtomicLong();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean closed;
  private volatile String trouble = "";
  private String lastContent = "";

  HostedApp(Home home, OpenSpace space, HomeApps.Tools tools) {
    this.home = home;
    this.space = space;
    this.stores = tools.stores();
    this.posts = space.posts().orElseThrow();
    this.content = new Content(home, space);
    this.arrival = new Arrival(content);
    this.posting = new Posting(content, posts, tools.miners(), () -> closed);
    this.queries = tools.queries();
    this.projection =
        new Projection(home.tables(space.entry().id()), content, posts, tools.queries());
    this.company = new Company(home, space, stores, tools.meeting(), this::ring);
    this.neighbours = new Neighbours(home, space.entry().id(), company);
  }

  HostedApp start() {
    begin("tables", () -> keep(this::project));
    begin("files", () -> keep(this::bring));
    begin("neighbours", this::meet);
    return this;
  }

  private void begin(String name, Runnable work) {
    threads.add(Thread.ofVirtual().name(name + " " + space.name()).start(work));
  }

  /// Works whenever something has changed, and now and then.
  private void keep(Runnable work) {
    try (Ear ear = new Ear(this::onAny)) {
      do {
        attempt(work);
      } while (!closed && ear.listen(ROUND) != Ear.Heard.STOP && !closed);
    }
  }

  /// Asks the neighbours now and then, however much changes meanwhile.
  private void meet() {
    try {
      for (Duration wait = ROUND; !ended.await(wait.toMillis(), TimeUnit.MILLISECONDS); ) {
        attempt(neighbours::meet);
        wait = company.connected().size() < FEW ? FEW_NEIGHBOURS : NEIGHBOURS;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What fails is tried again in the next round.
  private void attempt(Runnable work) {
    try {
      work.run();
      trouble = "";
    } catch (RuntimeException e) {
      trouble = Refusal.said(e);
    }
  }

  /// Changes of the stores, and whatever rings here.
  private Hosted.Watch onAny(Runnable listener) {
    Stores.Watch watch = space.onChange(stores, listener);
    Hosted.Watch own = onChange(listener);
    return () -> {
      own.close();
      watch.close();
    };
  }

  private void project() {
    posts.fit();
    if (projection.catchUp()) {
      tableChanges.incrementAndGet();
      ring();
    }
  }

  /// What nobody has now is looked for again in the next round, and holds nothing else up.
  private void bring() {
    company.update();
    noteContent();
    Set<String> lacking = new HashSet<>();
    for (var next = arrival.next(lacking);
        next.isPresent() && !closed;
        next = arrival.next(lacking)) {
      SpaceBook.Entry entry = home.book().of(space.entry().id()).orElse(space.entry());
      BlobFetch from = new BlobFetch(home, Arrival.best(entry, company.connected()));
      if (arrival.fetch(next.get().getValue(), from).isPresent()) {
        lacking.add(next.get().getKey());
      }
      noteContent();
    }
    if (lacking.isEmpty()) {
      content.sweep(Instant.ofEpochMilli(now()).minus(GRACE));
    }
  }

  /// Rings if the files have changed, or more of them are here.
  private void noteContent() {
    String now = arrival.here() + " of " + content.all();
    if (!now.equals(lastContent)) {
      lastContent = now;
      contentChanges.incrementAndGet();
      ring();
    }
  }

  /// Lets all who wait look again.
  void ring() {
    listeners.forEach(Runnable::run);
  }

  @Override
  public Hosted.Watch onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public State state() {
    return new State(tableChanges.get(), contentChanges.get());
  }

  @Override
  public Found look(String path, Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    try (Ear ear = new Ear(this::onAny)) {
      Found found = look(path);
      while (found instanceof Found.Coming) {
        Duration left = Duration.ofNanos(until - System.nanoTime());
        if (!left.isPositive() || ear.listen(left) == Ear.Heard.STOP) {
          return found;
        }
        found = look(path);
      }
      return found;
    }
  }

  private Found look(String path) {
    Optional<Reference> file = content.at(path);
    if (file.isEmpty()) {
      return isArriving() ? new Found.Coming(NOTHING_YET) : new Found.Absent();
    }
    Reference reference = file.get();
    if (content.blobs().size(reference.sha256()).isPresent()) {
      return new Found.Here(new Stored(reference.sha256(), reference.type(), reference.size()));
    }
    Optional<String> beyond = arrival.beyond(path, reference);
    if (beyond.isPresent()) {
      return new Found.Beyond(beyond.get());
    }
    arrival.want(path);
    return new Found.Coming("the file is still arriving; " + trouble + " try again soon");
  }

  /// True if nobody has been met yet who knows the app.
  private boolean isArriving() {
    return !content.isMine() && space.replica().read(view -> view.lastNumber() == 0);
  }

  @Override
  public InputStream open(Stored file) throws IOException {
    return content
        .blobs()
        .open(file.sha256())
        .orElseThrow(() -> new IOException("the file has gone"));
  }

  @Override
  public Put put(String path, String type, InputStream in) throws IOException {
    return shown(path, content.put(path, type, in));
  }

  @Override
  public Put delete(String path) {
    return shown(path, content.delete(path));
  }

  /// Whoever gives a schema and then asks should find its tables.
  private Put shown(String path, Put put) {
    if (path.equals(Content.SCHEMA) && put instanceof Put.Done) {
      awaitTables(projection::isOfTheSchema);
    }
    return put;
  }

  @Override
  public Posted post(Draft draft) {
    Posted posted = posting.post(draft, now());
    if (posted instanceof Posted.Done) {
      long order = posts.store().read(PostReading::lastOrder);
      awaitTables(() -> projection.tables().cursor() >= order);
    }
    return posted;
  }

  /// Whoever posts and then asks should find it; tables that take long to be made anew are not
  /// waited for.
  private void awaitTables(BooleanSupplier shown) {
    long until = System.nanoTime() + SHOWN.toNanos();
    try (Ear ear = new Ear(this::onChange)) {
      Duration left = SHOWN;
      while (!shown.getAsBoolean() && left.isPositive() && ear.listen(left) != Ear.Heard.STOP) {
        left = Duration.ofNanos(until - System.nanoTime());
      }
    }
  }

  private long now() {
    return space.replica().surroundings().clockMillis().getAsLong();
  }

  @Override
  public Answer ask(String sql, Value parameters) {
    if (sql.isBlank()) {
      return new Answer.Rows(List.of(), List.of());
    }
    if (isArriving()) {
      return new Answer.Refused(NOTHING_YET, true);
    }
    return switch (queries.ask(projection.tables(), new Query(sql, parameters))) {
      case skein.store.tables.Answer.Rows rows -> new Answer.Rows(rows.columns(), rows.rows());
      case skein.store.tables.Answer.Refused refused ->
          new Answer.Refused(
              refused.why(),
              switch (refused.reason()) {
                case BUSY, CANCELLED, DAMAGED -> true;
                default -> false;
              });
    };
  }

  /// As it stands in a list. `trouble`: why an app is not public, null if nothing hinders it.
  Apps.Card card(Function<SpaceId, @Nullable String> trouble) {
    return new Summary(home, space).card(company::state, trouble);
  }

  @Override
  public void close() {
    closed = true;
    ended.countDown();
    ring();
    company.close();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    projection.close();
    space.close();
  }
}
