package skein.core.replica;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skein.core.history.Body;
import skein.core.merge.RecordView;
import skein.core.record.Absorbed;
import skein.core.record.Change;
import skein.core.record.Change.Op;
import skein.core.record.Dot;
import skein.core.record.Entry;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.value.Time;
import skein.core.value.Value;

/// Writes anew what is live of a changeset, so that its body may go (spec/merge.md, "Writing
/// anew"): the same values, which know what they knew, just after their own time. Confined to one
/// transaction.
final class Rewriting {
  private static final int RECORDS = 32;
  private static final List<Value> EXISTS = List.of(Value.of(false));
  private static final List<Value> DELETED = List.of(Value.of(true));
  private static final List<Value> CONTESTED = List.of(Value.of(false), Value.of(true));

  private final Reading reading;
  private final Chains chains;
  private final Schemas schemas;
  private final @Nullable Dot ownTip;
  private final Dot dot;
  private final Map<RecordKey, RecordView> before = new HashMap<>();

  Rewriting(Reading reading, Chains chains, Schemas schemas, @Nullable Dot ownTip, Dot dot) {
    this.reading = reading;
    this.chains = chains;
    this.schemas = schemas;
    this.ownTip = ownTip;
    this.dot = dot;
  }

  /// Two changesets that nobody may see apart: what stands under a deleted record is written while
  /// the record exists, and hidden again at once.
  record Pair(Committer.Plan values, Committer.Plan hiding) {}

  /// What is to be written, in this order.
  List<Pair> plan() {
    Branch branch = chains.branch(dot);
    Optional<Body> said =
        branch == null
            ? Optional.empty()
            : reading.changeset(branch.id(), dot.seq()).flatMap(StoredChangeset::said);
    return said.map(this::plan).orElse(List.of());
  }

  private List<Pair> plan(Body said) {
    List<RecordKey> keys =
        said.changes().stream().map(Change::key).filter(key -> live(key).holds(dot)).toList();
    Time time = said.time().next();
    List<Pair> pairs = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += RECORDS) {
      Pair pair = new Pair(Committer.Plan.at(time), Committer.Plan.at(time.next()));
      for (RecordKey key : keys.subList(from, Math.min(keys.size(), from + RECORDS))) {
        before.put(key, view(key));
        plan(key, live(key), pair);
      }
      pairs.add(pair);
    }
    return pairs;
  }

  private LiveRecord live(RecordKey key) {
    return reading.record(key).map(StoredRecord::live).orElse(LiveRecord.EMPTY);
  }

  private RecordView view(RecordKey key) {
    return RecordView.of(key, live(key), schemas.of(key.type())::policy, chains);
  }

  private void plan(RecordKey key, LiveRecord live, Pair pair) {
    ChangeBuilder builder = new ChangeBuilder(live, Set.of(dot), ownTip, chains);
    live.registers()
        .forEach(
            (register, entries) -> {
              List<Entry> its = entries.stream().filter(one -> one.dot().equals(dot)).toList();
              if (!its.isEmpty() && !(register instanceof Register.Presence)) {
                bar(register, entries, builder)
                    .ifPresent(why -> pair.values.reasons.add(key + ": " + why));
                builder.anew(register, its, absorbed(its.getFirst()));
              }
            });
    List<Entry> presence = live.live(Register.Presence.ONLY);
    List<Value> replaced = values(presence.stream().filter(builder::isReplaced));
    if (builder.isEmpty()) {
      builder.presence(replaced);
      Op op = replaced.equals(DELETED) ? Op.DELETE : Op.UPDATE;
      pair.values.changes.add(builder.build(op, key));
      return;
    }
    boolean exists = values(presence.stream()).contains(Value.of(false));
    boolean contested = exists && replaced.contains(Value.of(true));
    builder.presence(contested ? CONTESTED : EXISTS);
    pair.values.changes.add(builder.build(Op.UPDATE, key));
    if (!exists) {
      ChangeBuilder hides = new ChangeBuilder(LiveRecord.EMPTY, null, ownTip, chains);
      hides.presence(DELETED);
      pair.hiding.changes.add(hides.build(Op.DELETE, key));
    }
  }

  private static List<Value> values(Stream<Entry> entries) {
    return entries.map(Entry::value).distinct().toList();
  }

  /// Why a register cannot be written anew by this replica without a difference.
  private Optional<String> bar(Register register, List<Entry> entries, ChangeBuilder builder) {
    String property = register.property();
    if (register instanceof Register.Total) {
      return entries.stream().anyMatch(one -> one.dot().equals(dot) && builder.isOwn(one))
          ? Optional.empty()
          : Optional.of(property + " is a counter that replica " + dot.replica() + " added to");
    }
    return entries.stream().anyMatch(one -> !one.dot().equals(dot) && builder.isOwn(one))
        ? Optional.of("a value of " + property + " that was written here stands beside")
        : Optional.empty();
  }

  private List<Absorbed> absorbed(Entry entry) {
    return entry.absorbed().stream()
        .map(one -> new Absorbed(chains.direct(one.seen()), one.total()))
        .sorted()
        .toList();
  }

  /// What a reader would see otherwise than before, a sentence each.
  List<String> differences() {
    List<String> differences = new ArrayList<>();
    before.forEach(
        (key, then) -> {
          if (!then.showsSame(view(key))) {
            differences.add(key + ": it would be shown otherwise; settle its conflicts first");
          }
        });
    return differences;
  }
}
