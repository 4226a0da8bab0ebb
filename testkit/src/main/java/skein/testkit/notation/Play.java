package skein.testkit.notation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import skein.core.history.Charter;
import skein.core.record.Dot;
import skein.core.record.RecordKey;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Identity;
import skein.core.replica.MemoryStore;
import skein.core.replica.Origin;
import skein.core.replica.Outcome;
import skein.core.replica.Received;
import skein.core.replica.Surroundings;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.testkit.FakeKeys;

/// A history in a few lines. Replicas are capital letters and come to be when first named; every
/// line takes one second.
///
///     A create t/1 p=new q=one   a record: type/id, properties
///     A set t/1 p=x n+=3         `=` sets (null unsets), `+=` counts, `:+` puts, `:-` drops
///     A delete t/1 / A purge t/1 / A keep t/1
///     A undo / A undo B          takes back its own last changeset, or the last of B
///     A look t/1                 remembers what A sees; `A stale t/1 p=x` edits from that
///     B < A                      B pulls from A
///     A <> B                     B pulls from A, then A from B
///     all                        everybody meets everybody until nothing is new
///     C copies A                 C is a copy of A's folder
///     B clock -3600              B's clock goes wrong by so many seconds
///
/// A value is strict JSON or plain text, without spaces. What is refused is remembered, not thrown.
public final class Play {
  private static final long START_MILLIS = 1_750_000_000_000L;
  private final FakeKeys keys = new FakeKeys(1);
  private final AtomicLong nowMillis = new AtomicLong(START_MILLIS);
  private final AtomicLong ids = new AtomicLong();
  private final Bytes charter;
  private final Map<String, Player> players = new TreeMap<>();
  private final Map<String, Set<Dot>> looks = new TreeMap<>();
  private final List<String> refusals = new ArrayList<>();
  private final List<Integer> pulled = new ArrayList<>();

  private Play(int space) {
    Bytes nonce = Bytes.sha256(Bytes.ofText("space " + space));
    nonce = Bytes.of(Arrays.copyOf(nonce.toArray(), 16));
    Bytes owner = keys.publicKey(keys.freshSecret());
    this.charter = new Charter(nonce, owner, false, Charter.Access.ANY).json();
  }

  /// Plays the lines; blank lines and what stands behind `#` are passed over.
  public static Play of(String history) {
    return new Play(1).on(history);
  }

  /// Plays the lines in a space of its own.
  public static Play elsewhere(String history) {
    return new Play(2).on(history);
  }

  /// Lets a replica of this play pull from one of another play.
  public Play pullFrom(String to, Play other, String from) {
    note(player(to).pull(other.player(from)));
    return this;
  }

  /// Plays on.
  public Play on(String history) {
    for (String line : history.split("\n", -1)) {
      String[] words = line.replaceFirst("#.*", "").strip().split(" +", -1);
      if (!words[0].isEmpty()) {
        nowMillis.addAndGet(1000);
        step(words);
      }
    }
    return this;
  }

  /// What a replica sees of a record, as `Player#sees` writes it.
  public String sees(String replica, String record) {
    return player(replica).sees(key(record));
  }

  /// What all replicas see of a record; all different answers, if they differ.
  public String shown(String record) {
    List<String> views =
        players.values().stream().map(player -> player.sees(key(record))).distinct().toList();
    return views.size() == 1 ? views.getFirst() : "different: " + String.join(" | ", views);
  }

  /// The sentences with which edits were refused.
  public List<String> refusals() {
    return List.copyOf(refusals);
  }

  /// How many lines were new in each pull.
  public List<Integer> pulled() {
    return List.copyOf(pulled);
  }

  /// The replica's id now.
  public ReplicaId id(String replica) {
    return player(replica).replica.id();
  }

  /// The number of changesets in a replica's log.
  public int log(String replica) {
    return player(replica).replica.read(snapshot -> snapshot.log(0, Integer.MAX_VALUE)).size();
  }

  private void step(String[] words) {
    if (words[0].equals("all")) {
      meet();
      return;
    }
    switch (words[1]) {
      case "<" -> pull(words[0], words[2]);
      case "<>" -> {
        pull(words[2], words[0]);
        pull(words[0], words[2]);
      }
      case "copies" ->
          players.put(words[0], new Player(player(words[2]).store.copy(), surroundings()));
      case "clock" -> player(words[0]).skewMillis.set(1000 * Long.parseLong(words[2]));
      case "look" -> looks.put(words[0], dots(words[0], words[2]));
      case "undo" -> undo(player(words[0]), player(words[words.length > 2 ? 2 : 0]));
      default -> commit(player(words[0]), Draft.of(words[0], edit(words)));
    }
  }

  private void meet() {
    boolean news = true;
    while (news) {
      news = false;
      for (Player to : players.values()) {
        for (Player from : players.values()) {
          Received received = to.pull(from);
          news |= received.integrated() > 0 || received.renewed();
        }
      }
    }
  }

  private void pull(String to, String from) {
    note(player(to).pull(player(from)));
  }

  private void note(Received received) {
    pulled.add(received.integrated());
    received.remarks().forEach(remark -> refusals.add(remark.kind() + ": " + remark.reason()));
  }

  private void undo(Player who, Player whose) {
    Dot last = whose.last;
    if (last != null) {
      commit(who, Draft.undo("undoer", last));
    }
  }

  private Edit edit(String[] words) {
    RecordKey key = key(words[2]);
    List<String> rest = List.of(words).subList(3, words.length);
    return switch (words[1]) {
      case "create" -> new Edit.Create(key, Words.assigns(rest));
      case "set" -> Edit.Update.of(key, Words.assigns(rest));
      case "stale" -> new Edit.Update(key, Words.assigns(rest), looks.get(words[0]), false);
      case "staledelete" -> new Edit.Delete(key, looks.get(words[0]));
      case "keep" -> new Edit.Update(key, Words.assigns(rest), null, true);
      case "delete" -> Edit.Delete.of(key);
      case "purge" -> new Edit.Purge(key);
      default -> throw new IllegalArgumentException("'" + words[1] + "' is no verb of a play");
    };
  }

  private void commit(Player player, Draft draft) {
    switch (player.replica.commit(draft)) {
      case Outcome.Committed committed -> {
        player.last = committed.dot();
        refusals.addAll(committed.left());
      }
      case Outcome.Unchanged unchanged -> refusals.addAll(unchanged.left());
      case Outcome.Refused refused -> refusals.addAll(refused.reasons());
    }
  }

  private Set<Dot> dots(String replica, String record) {
    return player(replica)
        .replica
        .read(snapshot -> snapshot.record(key(record)).map(found -> found.dots()).orElse(Set.of()));
  }

  private static RecordKey key(String record) {
    String[] parts = record.split("/", 2);
    return new RecordKey(parts[0], parts[1]);
  }

  private Player player(String name) {
    @Nullable Player known = players.get(name);
    if (known == null) {
      known = new Player(new MemoryStore(charter, identity(), "epoch-" + name), surroundings());
      players.put(name, known);
    }
    return known;
  }

  private Identity identity() {
    Bytes secret = keys.freshSecret();
    Bytes key = keys.publicKey(secret);
    return new Identity(new Origin(ReplicaId.ofKey(key.toArray()), key, null), secret);
  }

  private Surroundings surroundings() {
    return new Surroundings(keys, keys, nowMillis::get, () -> "id-" + ids.incrementAndGet());
  }
}
