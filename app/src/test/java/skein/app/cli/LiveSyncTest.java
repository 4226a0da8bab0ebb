package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.app.home.OpenSpace;
import skein.app.home.Stores;
import skein.app.node.Serving;
import skein.core.record.RecordKey;

/// `sync --live` against a node that serves another home, over real sockets.
final class LiveSyncTest {
  private static final long LONGEST_SECONDS = 60;

  @TempDir private Path folder;
  private Bench office = new Bench(Path.of(""), "office");
  private Bench laptop = office;

  @BeforeEach
  void twoHomes() {
    office = new Bench(folder, "office");
    laptop = office.other("laptop");
    office.skein("init", "-s", "team");
    office.skein("create", "ticket", "--id", "first");
    laptop.skein("clone", "office", "-s", "team");
    laptop.skein("peer", "remove", "office");
  }

  /// Waits until a record is there, by the bell of its store.
  private void awaitRecord(Bench bench, String name) throws InterruptedException {
    Setting setting = Served.setting(bench, Writer.nullWriter());
    Semaphore rung = new Semaphore(0);
    OpenSpace space = setting.home().open(setting.home().book().spaces().getFirst());
    Stores.Watch watch = setting.stores().onChange(space.store(), rung::release);
    try (space;
        watch) {
      BooleanSupplier there =
          () ->
              space.replica().read(view -> view.record(new RecordKey("ticket", name))).isPresent();
      while (!there.getAsBoolean()) {
        assertThat(rung.tryAcquire(LONGEST_SECONDS, TimeUnit.SECONDS)).as(name).isTrue();
      }
    }
  }

  /// A command line that runs beside the test, until it is interrupted.
  private final class Running implements AutoCloseable {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final FutureTask<Integer> task;
    private final Thread thread;

    Running(String... arguments) {
      Setting setting = Served.setting(laptop, new Lines(lines));
      task = new FutureTask<>(() -> Skein.run(setting, arguments));
      thread = Thread.ofPlatform().start(task);
    }

    void await(String text) throws InterruptedException {
      String line = "";
      while (!line.contains(text)) {
        line = lines.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
        assertThat(line).as("a line with " + text).isNotNull();
      }
    }

    int end() throws Exception {
      thread.interrupt();
      return task.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }

  /// Hands each line on.
  private static final class Lines extends Writer {
    private final BlockingQueue<String> lines;
    private final StringBuilder line = new StringBuilder();

    Lines(BlockingQueue<String> lines) {
      this.lines = lines;
    }

    @Override
    public synchronized void write(char[] letters, int from, int count) {
      for (char letter : new String(letters, from, count).toCharArray()) {
        if (letter == '\n') {
          lines.add(line.toString());
          line.setLength(0);
        } else {
          line.append(letter);
        }
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void changesGoBothWaysAndTheConnectionOutlivesARestartOfTheNode() throws Exception {
    Serving serving = Served.serve(office, 0);
    try {
      int port = Served.port(serving);
      laptop.skein("peer", "add", "node", Served.address(office, port));
      try (Running sync = new Running("sync", "--live", "--json")) {
        sync.await("\"event\":\"connected\"");
        office.skein("create", "ticket", "--id", "fromOffice");
        awaitRecord(laptop, "fromOffice");
        sync.await("\"event\":\"came\",\"came\":1");
        laptop.skein("create", "ticket", "--id", "fromLaptop");
        awaitRecord(office, "fromLaptop");
        serving.close();
        sync.await("\"event\":\"broken\"");
        office.skein("create", "ticket", "--id", "whileAway");
        laptop.skein("create", "ticket", "--id", "meanwhile");
        serving = Served.serve(office, port);
        sync.await("\"event\":\"connected\"");
        awaitRecord(laptop, "whileAway");
        awaitRecord(office, "meanwhile");
        assertThat(sync.end()).isEqualTo(Exit.DONE);
      }
    } finally {
      serving.close();
    }
  }

  @Test
  void aNodeThatEndsSaysSoToWhoeverIsConnected() throws Exception {
    Farewell farewell = new Farewell();
    Serving serving = Served.serve(office, 0);
    try (HttpClient client = HttpClient.newHttpClient()) {
      String address = Served.address(office, Served.port(serving)) + "/live";
      URI uri = URI.create(address.replaceFirst("^http", "ws"));
      WebSocket socket = client.newWebSocketBuilder().buildAsync(uri, farewell).join();
      socket.sendPing(ByteBuffer.allocate(0)).join();
      farewell.answered.get(20, TimeUnit.SECONDS);
      serving.close();
      assertThat(farewell.status.get(20, TimeUnit.SECONDS)).as("going away").isEqualTo(1001);
      socket.abort();
    } finally {
      serving.close();
    }
  }

  /// What the node says to somebody who pings.
  private static final class Farewell implements WebSocket.Listener {
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final CompletableFuture<ByteBuffer> answered = new CompletableFuture<>();

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
      answered.complete(message);
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      status.complete(code);
      return null;
    }
  }

  @Test
  void foldersAndBundlesAreMetWithoutLiveOnly() {
    for (List<String> peer :
        List.of(
            List.of("stick", "office", "folder"), List.of("post", "x.skein-bundle", "bundle"))) {
      laptop.skein("peer", "add", peer.get(0), peer.get(1));
      Bench.Said said = laptop.skein("sync", "--live", peer.get(0));
      assertThat(said.exitCode()).isEqualTo(Exit.REFUSED);
      assertThat(said.err())
          .contains("is a " + peer.get(2) + ", which is met without --live only")
          .contains("there is no peer to stay connected with");
    }
  }
}
