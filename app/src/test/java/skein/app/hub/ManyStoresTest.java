package skein.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.app.apps.Reply;
import skein.app.node.HomeSpaces;

/// What a hub takes of the machine does not grow with the stores that nobody uses just now.
@Timeout(300)
final class ManyStoresTest {
  private static final int FEW = 10;
  private static final int MANY = 1_000;
  private static final int OBJECTS = 50;
  private static final int CLIENTS = 8;

  /// A store: its file, journal and their index by one who writes and one who reads; lock and bell.
  private static final int FILES_OF_ONE = 8;

  /// Less than an open store takes. How often a closed one was asked lately is remembered.
  private static final int BYTES_OF_ONE = 16 << 10;

  @TempDir private Path folder;

  private static String objects(int store) {
    return IntStream.range(0, OBJECTS)
        .mapToObj(
            i ->
                "{\"type\":\"note\",\"id\":\"n%d\",\"data\":{\"text\":\"%s%d\"}}"
                    .formatted(i, "x".repeat(400), store))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static Reply ask(HubNode node, String method, int store, String body) {
    String user = "user" + store + "@example.com";
    return node.send(
        method,
        "/sync/app.example/" + user + "/notes",
        body.getBytes(StandardCharsets.UTF_8),
        "X-Remote-User",
        user + "/app.example");
  }

  /// Runs something for each of these stores, some at a time.
  private static void each(IntStream stores, Work work) throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<Reply>> all = stores.<Callable<Reply>>mapToObj(i -> () -> work.at(i)).toList();
      for (Future<Reply> one : clients.invokeAll(all)) {
        one.get().is(200);
      }
    }
  }

  private interface Work {
    Reply at(int store);
  }

  private static void make(HubNode node, IntStream stores) throws Exception {
    each(stores, i -> ask(node, "POST", i, objects(i)));
  }

  /// The files of spaces that this process has open, as Linux tells.
  private List<Path> openFiles() throws IOException {
    Path spaces = folder.toRealPath().resolve("home").resolve("spaces");
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      for (Path one : all.toList()) {
        if (Files.isSymbolicLink(one)) {
          Path file = Files.readSymbolicLink(one);
          if (file.startsWith(spaces)) {
            found.add(file);
          }
        }
      }
    }
    return found;
  }

  /// Bytes of the heap once all is closed that nobody uses; one store was asked meanwhile.
  private static long idle(HubNode node) {
    node.pass(HomeSpaces.IDLE);
    ask(node, "GET", 0, "").is(200);
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  @Tag("full")
  void aThousandStoresTakeNoMoreThanTheFewThatAreUsed() throws Exception {
    HubNode node = HubNode.start(folder.resolve("home"));
    try (node) {
      make(node, IntStream.range(0, FEW));
      long few = idle(node);
      make(node, IntStream.range(FEW, MANY));
      assertThat(openFiles()).hasSizeLessThan((HomeSpaces.MOST_IDLE + CLIENTS) * FILES_OF_ONE);
      assertThat(idle(node) - few).isLessThan((long) MANY * BYTES_OF_ONE);
      assertThat(openFiles().stream().map(Path::getParent).distinct()).hasSize(1);
      each(IntStream.range(0, MANY), i -> held(ask(node, "GET", i, ""), i));
    }
  }

  private static Reply held(Reply reply, int store) {
    String last = "x" + store + "\"";
    assertThat(reply.json("objects").split(last, -1)).hasSize(OBJECTS + 1);
    return reply;
  }

  @Test
  void aStoreThatNobodyUsesForAWhileIsClosed() throws IOException {
    HubNode node = HubNode.start(folder.resolve("home"));
    try (node) {
      for (int store = 0; store < FEW; store++) {
        ask(node, "POST", store, objects(store)).is(200);
      }
      assertThat(openFiles().stream().map(Path::getParent).distinct()).hasSize(FEW);
      node.pass(HomeSpaces.IDLE);
      ask(node, "GET", 0, "").is(200);
      assertThat(openFiles().stream().map(Path::getParent).distinct()).hasSize(1);
      held(ask(node, "GET", 1, ""), 1);
    }
  }
}
