package skein.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A hub as clients see it: how many requests it answers with some stores in use, and what many
/// stores take. `stores`: how many that are.
record HubBench(int stores) {
  static final int STORES = 1_000;

  private static final List<Integer> IN_USE = List.of(1, 16, 256);
  private static final int CLIENTS = 16;
  private static final int OBJECTS = 50;
  private static final int POSTED = 20;
  private static final int SMALL = 100;

  /// After so many stores each it says how far it is.
  private static final int TOLD = 10_000;

  /// Beyond every counter: nothing is new, and nobody is late.
  private static final String BEYOND = "?since=1000000000";

  List<Rounds.Pair> pairs() {
    Unit requests = Unit.perSecond("requests");
    List<Rounds.Pair> pairs = new ArrayList<>();
    for (int used : IN_USE) {
      String what = "%d stores in use, %d clients: ".formatted(used, CLIENTS);
      pairs.add(
          new Rounds.Pair(
              what + "nothing new, beside GET /node", requests, f -> asked(f, used), this::bare));
      pairs.add(
          new Rounds.Pair(
              what + "POST of %d objects of 500 bytes".formatted(POSTED),
              requests,
              f -> posted(f, used),
              f -> plainly(f, used)));
    }
    String store = "a store of %d objects: ".formatted(OBJECTS);
    pairs.add(
        new Rounds.Pair(
            store + "on the disk", Unit.amount("kB"), this::kilobytes, this::plainKilobytes));
    pairs.add(
        new Rounds.Pair(
            store + "first answer after a start",
            Unit.amount("ms"),
            this::first,
            this::plainFirst));
    return pairs;
  }

  /// Makes so many stores.
  private static void fill(HubProgram hub, int count) throws InterruptedException {
    try (HttpClient client = ApiBench.client()) {
      ApiBench.together(
          CLIENTS,
          i -> {
            ApiBench.asked(client, post(hub, i, new Note(0).list(OBJECTS)));
            if (i > 0 && i % TOLD == 0) {
              System.err.printf("skein bench: %,d of %,d stores%n", i, count);
            }
          },
          IntStream.range(0, count));
    }
  }

  private static HttpRequest post(HubProgram hub, int store, String list) {
    return hub.store(store, BEYOND).POST(HttpRequest.BodyPublishers.ofString(list)).build();
  }

  private double asked(Path home, int used) throws IOException, InterruptedException {
    try (HubProgram hub = HubProgram.start(home)) {
      fill(hub, used);
      return ApiBench.rate(CLIENTS, i -> hub.store(i % used, BEYOND).build());
    }
  }

  private double bare(Path home) throws IOException, InterruptedException {
    try (HubProgram hub = HubProgram.start(home)) {
      return ApiBench.rate(CLIENTS, i -> hub.plain("/node").build());
    }
  }

  private double posted(Path home, int used) throws IOException, InterruptedException {
    try (HubProgram hub = HubProgram.start(home)) {
      fill(hub, used);
      return ApiBench.rate(
          CLIENTS, i -> post(hub, i % used, new Note(i / used * POSTED).list(POSTED)));
    }
  }

  private double plainly(Path folder, int used) throws SQLException, InterruptedException {
    try (PlainStores plain = PlainStores.open(folder, used)) {
      IntConsumer write =
          i -> {
            try {
              plain.write(i % used, new Note(i / used * POSTED), POSTED);
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          };
      return ApiBench.pace(CLIENTS, write);
    }
  }

  private static double kilobytes(Path folder, int count) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes / 1e3 / count;
    }
  }

  private double kilobytes(Path home) throws IOException, InterruptedException {
    try (HubProgram hub = HubProgram.start(home)) {
      fill(hub, SMALL);
    }
    return kilobytes(home.resolve("spaces"), SMALL);
  }

  private double plainKilobytes(Path folder) throws IOException, SQLException {
    fillPlain(folder);
    return kilobytes(folder, SMALL);
  }

  private static void fillPlain(Path folder) throws SQLException {
    try (PlainStores plain = PlainStores.open(folder, SMALL)) {
      for (int i = 0; i < SMALL; i++) {
        plain.write(i, new Note(0), OBJECTS);
      }
    }
  }

  private double first(Path home) throws IOException, InterruptedException {
    try (HubProgram hub = HubProgram.start(home)) {
      fill(hub, SMALL);
    }
    try (HubProgram hub = HubProgram.start(home)) {
      return first(hub, SMALL);
    }
  }

  private double plainFirst(Path folder) throws SQLException {
    fillPlain(folder);
    long start = System.nanoTime();
    for (int i = 0; i < SMALL; i++) {
      try (Connection connection = PlainStores.open(folder.resolve("store" + i + ".db"))) {
        CoreBench.require(PlainStores.last(connection) == OBJECTS, "all are there");
      }
    }
    return (System.nanoTime() - start) / 1e6 / SMALL;
  }

  /// What many stores take.
  Rounds.Several many() {
    String many = "%,d stores of %d objects: ".formatted(stores, OBJECTS);
    List<Rounds.Title> titles =
        List.of(
            new Rounds.Title(many + "made", Unit.perSecond("stores")),
            new Rounds.Title(many + "resident, a while after", Unit.amount("MB")),
            new Rounds.Title(many + "open files", Unit.amount("files")),
            new Rounds.Title(many + "on the disk, each", Unit.amount("kB")),
            new Rounds.Title(many + "until it listens again", Unit.amount("ms")),
            new Rounds.Title(many + "first answer after a start", Unit.amount("ms")));
    return new Rounds.Several(titles, this::many);
  }

  private List<Double> many(Path home) throws IOException, InterruptedException {
    double made;
    HubProgram.Footprint footprint;
    try (HubProgram hub = HubProgram.start(home)) {
      long start = System.nanoTime();
      fill(hub, stores);
      made = CoreBench.rate(stores, start);
      footprint = hub.footprint();
    }
    double each = kilobytes(home.resolve("spaces"), stores);
    long start = System.nanoTime();
    try (HubProgram hub = HubProgram.start(home)) {
      double listens = (System.nanoTime() - start) / 1e6;
      double first = first(hub, stores);
      return List.of(
          made, footprint.residentMegabytes(), (double) footprint.files(), each, listens, first);
    }
  }

  /// The mean time of the first answer of some of so many stores, in milliseconds.
  private static double first(HubProgram hub, int count) throws IOException, InterruptedException {
    try (HttpClient client = ApiBench.client()) {
      ApiBench.ask(client, hub.plain("/node").build());
      int asked = Math.min(SMALL, count);
      long start = System.nanoTime();
      for (int i = 0; i < asked; i++) {
        ApiBench.ask(client, hub.store((int) ((long) i * count / asked), BEYOND).build());
      }
      return (System.nanoTime() - start) / 1e6 / asked;
    }
  }
}
