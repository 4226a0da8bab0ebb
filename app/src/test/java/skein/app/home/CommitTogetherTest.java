package skein.app.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.app.cli.Bench;
import skein.core.history.Charter;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Replica;
import skein.core.value.Value;

/// Drafts that are made within the transaction that writes them, on a real store.
final class CommitTogetherTest {
  private static final RecordKey A = new RecordKey("n", "a");
  private static final RecordKey B = new RecordKey("n", "b");

  @TempDir private Path folder;

  private static Draft draft(Edit edit) {
    return Draft.of("ann", edit);
  }

  private static Edit create(RecordKey key, long number) {
    return new Edit.Create(key, List.of(new Assign.Set("x", Value.of(number))));
  }

  /// All records with their orders.
  private static List<String> found(Replica replica) {
    return replica.read(
        view ->
            view.since(0, 10).stream()
                .map(found -> found.order() + " " + found.view().key())
                .toList());
  }

  @Test
  void allAreWrittenOrNone() {
    OpenSpace space = new Bench(folder, "home").home().create("bugs", Charter.Access.ANY);
    try (space) {
      Replica replica = space.replica();
      List<Draft> half = List.of(draft(create(A, 1)), draft(Edit.Delete.of(B)));
      assertThatThrownBy(() -> replica.commitTogether(view -> half))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("there is no n/b");
      assertThat(replica.<Long>read(view -> view.lastNumber())).isZero();
      assertThat(found(replica)).isEmpty();
      replica.commitTogether(view -> List.of(draft(create(A, 1)), draft(create(B, 2))));
      assertThat(found(replica)).containsExactly("1 n/a", "2 n/b");
    }
  }

  @Test
  void aPlanSeesWhatStandsAndMayGiveUp() {
    OpenSpace space = new Bench(folder, "home").home().create("bugs", Charter.Access.ANY);
    try (space) {
      Replica replica = space.replica();
      replica.commit(draft(create(A, 1)));
      assertThat(
              replica.commitTogether(
                  view -> view.record(A).isPresent() ? List.of() : List.of(draft(create(B, 2)))))
          .isEmpty();
      assertThatThrownBy(
              () ->
                  replica.commitTogether(
                      view -> {
                        throw new IllegalStateException("no, after all");
                      }))
          .hasMessage("no, after all");
      assertThat(replica.commit(draft(create(B, 2)))).isNotNull();
      assertThat(replica.<Long>read(view -> view.lastNumber())).isEqualTo(2);
    }
  }
}
