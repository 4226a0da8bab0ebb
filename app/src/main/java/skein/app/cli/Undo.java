package skein.app.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.core.history.Body;
import skein.core.record.Dot;
import skein.core.record.Mark;
import skein.core.replica.Branch;
import skein.core.replica.Draft;
import skein.core.replica.LogEntry;
import skein.core.replica.Snapshot;
import skein.core.replica.StoredChangeset;
import skein.core.value.ReplicaId;

/// Takes a changeset back, by a new one.
@Command(
    name = "undo",
    description = "Takes a changeset back by a new one, wherever its values still stand alone.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nWithout an argument: the last changeset of this replica that is not undone yet. What was",
      "changed since is left and listed; then the exit code is 3.",
      "JSON: result, number, changeset, records (local, type, id), left.",
      "%nExamples:",
      "  $ skein -s bugs undo",
      "  $ skein -s bugs undo 4"
    })
final class Undo implements Callable<Integer> {
  private final Desk desk;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "CHANGESET",
      description = "Its number in the log, or replica:sequence:mark.")
  private @Nullable String changeset;

  @Option(
      names = {"-m", "--note"},
      paramLabel = "TEXT",
      description = "A note on the change.")
  private @Nullable String note;

  Undo(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    try (OpenSpace space = desk.open()) {
      String given = changeset;
      Dot dot = space.replica().read(view -> given == null ? last(view) : meant(given, view));
      Draft draft = new Draft(desk.author(), note, List.of(), dot, false);
      return desk.tell(space, "took back", space.replica().commit(draft));
    }
  }

  private static Dot meant(String given, Snapshot view) {
    if (given.matches("[1-9][0-9]{0,17}")) {
      long number = Long.parseLong(given);
      return view.log(number - 1, 1).stream()
          .map(LogEntry::stored)
          .filter(stored -> stored.number() == number)
          .map(StoredChangeset::dot)
          .findFirst()
          .orElseThrow(() -> new Refusal("the log has no changeset " + given + "; see: skein log"));
    }
    String[] parts = given.split(":", -1);
    if (parts.length != 3 || !parts[1].matches("[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException(
          "'" + given + "' names no changeset: write its number, or replica:sequence:mark");
    }
    return new Dot(ReplicaId.parse(parts[0]), Long.parseLong(parts[1]), Mark.parse(parts[2]));
  }

  /// The last changeset of this replica that neither undoes nor is undone.
  private static Dot last(Snapshot view) {
    ReplicaId own = view.reading().identity().origin().replica();
    Set<Long> undone = new HashSet<>();
    for (Branch branch : view.reading().branches()) {
      if (branch.replica().equals(own)) {
        for (long seq = branch.head().seq(); seq >= branch.from(); seq--) {
          Optional<StoredChangeset> stored = view.reading().changeset(branch.id(), seq);
          if (stored.isPresent() && stands(stored.get(), own, undone)) {
            return stored.get().dot();
          }
        }
      }
    }
    throw new Refusal("this replica has written nothing that could be undone");
  }

  private static boolean stands(StoredChangeset stored, ReplicaId own, Set<Long> undone) {
    Optional<Body> said = stored.said();
    if (said.isEmpty()) {
      return false;
    }
    Body.Undone undoes = said.get().undone();
    if (undoes != null) {
      if (undoes.replica().equals(own)) {
        undone.add(undoes.seq());
      }
      return false;
    }
    return !undone.contains(stored.place().seq());
  }
}
