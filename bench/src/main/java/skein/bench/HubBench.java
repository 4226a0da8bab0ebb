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
    String many = "%,d stores of %d objects: ".formatted(stores, OBJECTS);
    pairs.add(new Rounds.Pair(many + "made", Unit.perSecond("stores"), this::made, null));
    pairs.add(
        new Rounds.Pair(
            many + "resident, a while after",
            Unit.amount("MB"),
            f -> all(f).residentMegabytes(),
            null));
    pairs.add(
        new Rounds.Pair(many + "open files", Unit.amount("files"), f -> all(f).files(), null));
    return pairs;
  }

  /// Makes so many stores.
  private static void fill(HubProgram hub, int count) throws InterruptedException {
    try (HttpClient client = ApiBench.client()) {
      ApiBench.together(
          CLIENTS,
          i -> ApiBench.asked(client, post(hub, i, new Note(0).list(OBJECTS))),
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
    try (HubProgram hub = HubProgram.start(home);
        HttpClient client = ApiBench.client()) {
      ApiBench.ask(client, hub.plain("/node").build());
      long start = System.nanoTime();
      for (int i = 0; i < SMALL; i++) {
        ApiBench.ask(client, hub.store(i, BEYOND).build());
      }
      return (System.nanoTime() - start) / 1e6 / SMALL;
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

  private double made(Path home) throws IOException, InterruptedException {
    try (HubProgram hub = HubProgram.start(home)) {
      long start = System.nanoTime();
      fill(hub, stores);
      return CoreBench.rate(stores, start);
    }
  }

  /// What a hub takes that has just made all the stores.
  private HubProgram.Footprint all(Path home) throws IOException, InterruptedException {
    try (HubProgram hub = HubProgram.start(home)) {
      fill(hub, stores);
      return hub.footprint();
    }
  }
}
