package skein.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import skein.core.replica.Draft;
import skein.core.replica.Outcome;
import skein.core.replica.Replica;
import skein.store.sqlite.SqliteStore;
import skein.sync.ending.Ending;
import skein.sync.exchange.Held;
import skein.sync.exchange.Result;
import skein.sync.transport.HttpCaller;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.HttpTransport;
import skein.sync.transport.InProcess;
import skein.sync.transport.Progress;
import skein.sync.transport.Pull;

/// A pull over HTTP when both sides have the same already, beside a bare `GET /node` of the same
/// client: how quick, how many bytes, how many round trips.
record PullBench() {
  private static final int WARM = 500;
  private static final int PULLS = 2_000;

  List<Rounds.Pair> pairs() {
    return Stream.of(10, 1_000).flatMap(replicas -> pairs(replicas).stream()).toList();
  }

  private List<Rounds.Pair> pairs(int replicas) {
    String what = "no-op pull, %,d replicas".formatted(replicas);
    ToDoubleFunction<Wiretap.Count> bytes = Wiretap.Count::bytes;
    ToDoubleFunction<Wiretap.Count> turns = Wiretap.Count::turns;
    return List.of(
        pair(what, Unit.perSecond("pulls"), replicas, PullBench::rate),
        pair(what, Unit.amount("bytes"), replicas, (node, once) -> counted(node, once, bytes)),
        pair(what, Unit.amount("trips"), replicas, (node, once) -> counted(node, once, turns)));
  }

  private static Rounds.Pair pair(String what, Unit unit, int replicas, Measure measure) {
    return new Rounds.Pair(
        what,
        unit,
        f -> run(f, replicas, PullBench::pull, measure),
        f -> run(f, 1, PullBench::get, measure));
  }

  /// One exchange with the space at an address.
  private interface Once {
    void run(HttpCaller caller, Replica replica);
  }

  private interface Measure {
    double of(URI space, Asking asking) throws IOException;
  }

  /// Something to do again and again, once connected.
  private record Asking(Once once, Replica replica) {
    void run(HttpCaller caller) {
      once.run(caller, replica);
    }
  }

  private static double run(Path fresh, int replicas, Once once, Measure measure)
      throws IOException {
    Path there = Files.createDirectory(fresh.resolve("there"));
    try (SqliteStore here = CoreBench.store(fresh.resolve("here.db"))) {
      Replica replica = CoreBench.replica(here);
      try (SqliteStore store = CoreBench.store(there.resolve("bench.db"))) {
        Replica many = CoreBench.replica(store);
        populate(many, replicas);
        Result result = Pull.run(new InProcess(Held.of(many)), replica, Progress.silent());
        CoreBench.require(result.received().integrated() == replicas, result);
      }
      try (Child node = Child.serving(there)) {
        return measure.of(node.space("bench"), new Asking(once, replica));
      }
    }
  }

  private static void populate(Replica replica, int replicas) {
    for (int i = 0; i < replicas; i++) {
      replica.adopt(CoreBench.identity());
      Outcome outcome = replica.commit(Draft.of("bench", new Sample(i).create()));
      CoreBench.require(outcome instanceof Outcome.Committed, outcome);
    }
  }

  /// The transport stays open with its caller.
  private static void pull(HttpCaller caller, Replica replica) {
    Result result = Pull.run(new HttpTransport(caller), replica, Progress.silent());
    CoreBench.require(result.ending() instanceof Ending.Same, result);
  }

  private static void get(HttpCaller caller, Replica unused) {
    URI node = caller.peer().space().resolve("/node");
    HttpResponse<byte[]> answer =
        caller.ask(HttpRequest.newBuilder(node).build(), HttpResponse.BodyHandlers.ofByteArray());
    CoreBench.require(answer.statusCode() == 200, answer);
  }

  private static double rate(URI space, Asking asking) {
    try (HttpCaller caller = new HttpCaller(HttpPeer.open(space))) {
      for (int i = 0; i < WARM; i++) {
        asking.run(caller);
      }
      long start = System.nanoTime();
      for (int i = 0; i < PULLS; i++) {
        asking.run(caller);
      }
      return CoreBench.rate(PULLS, start);
    }
  }

  /// Of the second, over the connection of the first.
  private static double counted(URI space, Asking asking, ToDoubleFunction<Wiretap.Count> what)
      throws IOException {
    try (Wiretap tap = new Wiretap(space);
        HttpCaller caller = new HttpCaller(HttpPeer.open(tap.instead(space)))) {
      asking.run(caller);
      tap.count();
      asking.run(caller);
      return what.applyAsDouble(tap.count());
    }
  }
}
