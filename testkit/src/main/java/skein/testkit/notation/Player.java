package skein.testkit.notation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import skein.core.history.Frontier;
import skein.core.record.Dot;
import skein.core.record.RecordKey;
import skein.core.replica.MemoryStore;
import skein.core.replica.Received;
import skein.core.replica.Replica;
import skein.core.replica.Surroundings;
import skein.core.replica.Wants;
import skein.core.value.ReplicaId;

/// One replica of a play.
final class Player {
  final MemoryStore store;
  final Replica replica;
  final AtomicLong skewMillis = new AtomicLong();
  @Nullable Dot last;

  Player(MemoryStore store, Surroundings around) {
    this.store = store;
    Surroundings own =
        new Surroundings(
            around.signer(),
            around.verifier(),
            () -> around.clockMillis().getAsLong() + skewMillis.get(),
            around.ids());
    this.replica = new Replica(store, own);
  }

  /// Takes everything that `other` has and this one lacks; says how much was new.
  Received pull(Player other) {
    Frontier theirs = other.replica.frontier();
    Map<ReplicaId, List<Dot>> wants = new HashMap<>();
    Frontier mine = replica.frontier();
    theirs.heads().keySet().forEach(id -> wants.put(id, mine.of(id)));
    Replica.Page page = other.replica.lines(Wants.all(wants), Replica.Span.ALL, Integer.MAX_VALUE);
    return replica.receive(page.lines());
  }

  /// A record as one line: `p=1 q=x open(x y)`; `deleted`, `contested` before the rest where an
  /// update stands beside a delete, `missing` where there is none.
  String sees(RecordKey key) {
    return replica.read(
        snapshot ->
            snapshot
                .record(key)
                .map(
                    found -> {
                      String properties =
                          found.view().properties().values().stream()
                              .map(Rendering::property)
                              .collect(Collectors.joining(" "));
                      String flags =
                          found.flags().stream()
                              .map(flag -> " !" + flag.rule() + "(" + flag.property() + ")")
                              .collect(Collectors.joining());
                      return Rendering.presence(found.view(), properties + flags);
                    })
                .orElse("missing"));
  }
}
