package skein.testkit.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import skein.core.history.Charter;
import skein.core.record.Dot;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Identity;
import skein.core.replica.MemoryStore;
import skein.core.replica.Origin;
import skein.core.replica.Outcome;
import skein.core.replica.Replica;
import skein.core.replica.Surroundings;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.core.value.Value;
import skein.testkit.FakeKeys;

/// What the arena found, made small.
final class FoundTest {
  private static final RecordKey KEY = new RecordKey("a", "1");
  private final Replica replica = replica();

  private static Replica replica() {
    FakeKeys keys = new FakeKeys(1);
    Bytes secret = keys.freshSecret();
    Bytes key = keys.publicKey(secret);
    Charter charter = new Charter(Bytes.of(new byte[16]), key, false, Charter.Access.ANY);
    Origin origin = new Origin(ReplicaId.ofKey(key.toArray()), key, null);
    return new Replica(
        new MemoryStore(charter.json(), new Identity(origin, secret), "one"),
        new Surroundings(keys, keys, () -> 1_795_000_000_000L, () -> "none"));
  }

  private Dot commit(Draft draft) {
    return replica.commit(draft) instanceof Outcome.Committed done
        ? done.dot()
        : org.assertj.core.api.Assertions.fail("not committed: " + draft);
  }

  private Value shown() {
    return replica.read(view -> view.record(KEY).orElseThrow().view().value("s"));
  }

  private static Edit put(String element) {
    return Edit.Update.of(KEY, List.of(new Assign.Put("s", element)));
  }

  @Test
  void aListGivenAtCreateHoldsThoughItsElementsStoodInTheDeletedRecord() {
    Value list = Value.of(List.of(Value.of("x"), Value.of("z")));
    commit(Draft.of("me", new Edit.Create(KEY, List.of(new Assign.Put("s", "x")))));
    commit(Draft.of("me", Edit.Delete.of(KEY)));

    commit(Draft.of("me", new Edit.Create(KEY, List.of(new Assign.Set("s", list)))));

    assertThat(shown()).isEqualTo(list);
  }

  @Test
  void undoOfAPutDoesNotBringBackAnElementThatAPurgeReleased() {
    commit(Draft.of("me", new Edit.Create(KEY, List.of(new Assign.Put("s", "y")))));
    commit(Draft.of("me", new Edit.Purge(KEY)));
    commit(Draft.of("me", new Edit.Create(KEY, List.of(new Assign.Put("s", "x")))));
    Dot dot = commit(Draft.of("me", put("y")));

    commit(Draft.undo("me", dot));

    assertThat(shown()).isEqualTo(Value.of(List.of(Value.of("x"))));
  }
}
