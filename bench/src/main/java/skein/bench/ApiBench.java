package skein.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import skein.store.sqlite.SqliteStore;

/// The record API of a node in another process, over connections that stay open: reading, durable
/// writing, searching, and the memory of a node with many spaces.
record ApiBench(int searched) {
  private static final int RECORDS = 10_000;
  private static final int WARM = 10_000;
  private static final int REQUESTS = 4_000;
  private static final int WRITERS = 16;
  private static final int SPACES = 50;
  private static final int RECORDS_A_SPACE = 20;
  private static final int WARM_SEARCHES = 5;
  private static final int SEARCHES = 9;
  private static final String RECORDS_OF = "/s/bench/records/ticket";
  private static final String OWNER = "editor-13";

  List<Rounds.Pair> pairs() {
    Unit requests = Unit.perSecond("requests");
    String spaces = "a node with " + SPACES + " spaces open, ";
    return List.of(
        new Rounds.Pair("GET a record, beside GET /node", requests, ApiBench::read, ApiBench::bare),
        new Rounds.Pair(
            "POST a record, durable, beside a plain commit",
            requests,
            f -> write(f, 1),
            f -> CoreBench.plainDurable(f, 1)),
        new Rounds.Pair(
            WRITERS + " at once POST records, durable, beside plain commits",
            requests,
            f -> write(f, WRITERS),
            f -> CoreBench.plainDurable(f, WRITERS)),
        new Rounds.Pair(
            "GET %,d records by a property, beside json_extract".formatted(searched),
            Unit.amount("ms"),
            this::search,
            this::plainSearch),
        new Rounds.Pair(spaces + "heap", Unit.amount("MB"), f -> memory(f).heapBytes() / 1e6, null),
        new Rounds.Pair(
            spaces + "resident", Unit.amount("MB"), f -> memory(f).residentBytes() / 1e6, null));
  }

  /// A store of so many records in a folder of its own, to be served as `bench`.
  private static Child node(Path fresh, int records) throws IOException {
    Path there = Files.createDirectory(fresh.resolve("there"));
    fill(there.resolve("bench.db"), records);
    return Child.serving(there);
  }

  private static void fill(Path file, int records) {
    try (SqliteStore store = CoreBench.store(file)) {
      new CoreBench(records).fill(CoreBench.replica(store), 10);
    }
  }

  private static double read(Path fresh) throws IOException, InterruptedException {
    try (Child node = node(fresh, RECORDS)) {
      return rate(
          1, number -> get(node.at(RECORDS_OF + "/" + new Sample(number * 7 % RECORDS).id())));
    }
  }

  private static double bare(Path fresh) throws IOException, InterruptedException {
    try (Child node = node(fresh, 1)) {
      return rate(1, number -> get(node.at("/node")));
    }
  }

  private static double write(Path fresh, int writers) throws IOException, InterruptedException {
    try (Child node = node(fresh, 1)) {
      return rate(writers, number -> post(node.at(RECORDS_OF), new Sample(number).json()));
    }
  }

  private static HttpRequest get(URI place) {
    return HttpRequest.newBuilder(place).build();
  }

  private static HttpRequest post(URI place, String json) {
    return HttpRequest.newBuilder(place)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json))
        .build();
  }

  static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /// The body of an answer that is as it should be.
  static String ask(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    CoreBench.require(answer.statusCode() / 100 == 2, answer);
    return answer.body();
  }

  /// How many requests a second, so many at once, after some to warm up.
  static double rate(int writers, IntFunction<HttpRequest> requests) throws InterruptedException {
    try (HttpClient client = client()) {
      return pace(writers, number -> asked(client, requests.apply(number)));
    }
  }

  /// The same of something else that is done by its number.
  static double pace(int writers, IntConsumer work) throws InterruptedException {
    together(writers, work, IntStream.range(0, WARM));
    long start = System.nanoTime();
    together(writers, work, IntStream.range(WARM, WARM + REQUESTS));
    return CoreBench.rate(REQUESTS, start);
  }

  /// Does what has these numbers, so many at once.
  static void together(int writers, IntConsumer work, IntStream numbers)
      throws InterruptedException {
    int[] all = numbers.toArray();
    AtomicInteger next = new AtomicInteger();
    AtomicInteger answered = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int at = next.getAndIncrement();
                        at < all.length;
                        at = next.getAndIncrement()) {
                      work.accept(all[at]);
                      answered.incrementAndGet();
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    CoreBench.require(answered.get() == all.length, answered + " answers");
  }

  static void asked(HttpClient client, HttpRequest request) {
    try {
      ask(client, request);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Search {
    int found() throws IOException, SQLException, InterruptedException;
  }

  /// The median of some, after others to warm up, in milliseconds.
  private double time(Search search) throws IOException, SQLException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < WARM_SEARCHES + SEARCHES; i++) {
      long start = System.nanoTime();
      int found = search.found();
      millis.add((System.nanoTime() - start) / 1e6);
      long right = IntStream.range(0, searched).filter(n -> n % 97 == 13 && n % 5 == 3).count();
      CoreBench.require(found == right, found + " records were found, not " + right);
    }
    Double median = Figure.median(millis.subList(WARM_SEARCHES, millis.size()));
    return median == null ? 0 : median;
  }

  private double search(Path fresh) throws IOException, SQLException, InterruptedException {
    try (Child node = node(fresh, searched);
        HttpClient client = client()) {
      URI place =
          node.at(RECORDS_OF + "?limit=1000&where=owner%3D" + OWNER + "&where=priority%3D3");
      return time(() -> ask(client, get(place)).split("\"" + OWNER + "\"", -1).length - 1);
    }
  }

  private double plainSearch(Path fresh) throws IOException, SQLException, InterruptedException {
    try (Plain plain = Plain.create(fresh.resolve("plain.db"))) {
      plain.create(new Sample(0), new Sample(searched));
      return time(() -> plain.search(OWNER, 3).size());
    }
  }

  private static Child.Memory memory(Path fresh) throws IOException, InterruptedException {
    for (int i = 0; i < SPACES; i++) {
      fill(fresh.resolve("space" + i + ".db"), RECORDS_A_SPACE);
    }
    try (Child node = Child.serving(fresh);
        HttpClient client = client()) {
      for (int i = 0; i < SPACES; i++) {
        URI records = node.at("/s/space" + i + "/records/ticket");
        ask(client, post(records, new Sample(i).json()));
        ask(client, get(records));
      }
      return node.memory();
    }
  }
}
