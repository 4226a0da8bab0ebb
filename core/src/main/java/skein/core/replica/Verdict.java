package skein.core.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.core.history.Body;
import skein.core.history.BodyReader;
import skein.core.history.Chain;
import skein.core.history.Grant;
import skein.core.history.Line;
import skein.core.history.Naming;
import skein.core.record.Dot;
import skein.core.value.Bytes;

/// Judges the bodies of a group whose chain and signature are right (DESIGN 3.2): good or void, or
/// the whole group held.
sealed interface Verdict {
  /// May be integrated: for each line its body, or the reason why it is void.
  record Ready(List<Judged> lines) implements Verdict {}

  /// Not now.
  record Held(long seq, String reason) implements Verdict {}

  /// One line: `said` null if it is void or withheld, `voidReason` null if it is not void.
  record Judged(Chain place, StoredBody body, @Nullable Body said, @Nullable String voidReason) {}

  /// `places`: where the chain stands after each line. `limit`: the grant that limits types, null
  /// for none.
  static Verdict of(
      List<Line> lines, List<Chain> places, Chains chains, @Nullable Grant limit, long nowMillis) {
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Chain place = places.get(i);
      StoredBody kept = StoredBody.of(lines.get(i));
      if (!(kept instanceof StoredBody.Here(Bytes bytes))) {
        judged.add(new Judged(place, kept, null, null));
        continue;
      }
      switch (BodyReader.read(bytes, limit)) {
        case BodyReader.Result.Good good -> {
          Optional<String> held = held(good.body(), chains, places, nowMillis);
          if (held.isPresent()) {
            return new Held(place.seq(), held.get());
          }
          judged.add(new Judged(place, kept, good.body(), null));
        }
        case BodyReader.Result.Faulty faulty ->
            judged.add(new Judged(place, kept, null, faulty.reason()));
        case BodyReader.Result.Later later -> {
          return new Held(place.seq(), "it is of format " + later.format() + ", later than 1");
        }
      }
    }
    return new Ready(judged);
  }

  private static Optional<String> held(
      Body body, Chains chains, List<Chain> group, long nowMillis) {
    if (body.time().millis() > nowMillis + Committer.DAY_MILLIS) {
      return Optional.of("it is dated " + body.time() + ", over a day ahead");
    }
    return Naming.tips(body).stream()
        .filter(tip -> !chains.has(tip) && !isIn(group, tip))
        .findFirst()
        .map(tip -> "it replaces " + tip + ", which is not here");
  }

  private static boolean isIn(List<Chain> group, Dot tip) {
    return group.stream().anyMatch(place -> place.dot().equals(tip));
  }
}
