package skein.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.app.grammar.Assignment;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.app.view.Screen;
import skein.core.merge.PropertyView;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Edit;
import skein.core.replica.Found;
import skein.core.replica.Snapshot;
import skein.core.value.Value;
import skein.server.shape.Candidate;
import skein.server.shape.Conflict;

/// Settles what is in open conflict, for everybody.
@Command(
    name = "resolve",
    description = "Settles conflicts of a record, for everybody.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nSay what becomes of it: an assignment, --take with a number that conflicts lists, --keep",
      "or --delete where a delete stands beside a change. Without any of these, on a terminal, it",
      "asks: about one record, or about all in turn if none is named; each candidate is shown",
      "with who wrote it where and when, what it replaced, and the decisions so far. The exit",
      "code is 4 if something stays open.",
      "JSON: result, number, changeset, records (local, type, id), left.",
      "%nExamples:",
      "  $ skein -s bugs resolve 1 status=open",
      "  $ skein -s bugs resolve ticket/T1 --keep"
    })
final class Resolve implements Callable<Integer> {
  private final Desk desk;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RECORD",
      description = "Its local number, or type/id.")
  private @Nullable String record;

  @Parameters(index = "1..*", paramLabel = "ASSIGNMENT", description = "name=value and so on.")
  private List<String> assignments = new ArrayList<>();

  @Option(names = "--take", paramLabel = "N", description = "Take the candidate of this number.")
  private List<Integer> take = new ArrayList<>();

  @Option(names = "--keep", description = "Keep the record that somebody deleted.")
  private boolean keep;

  @Option(names = "--delete", description = "Delete the record that somebody changed.")
  private boolean delete;

  @Option(
      names = {"-m", "--note"},
      paramLabel = "TEXT",
      description = "A note on the change.")
  private @Nullable String note;

  Resolve(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    if (delete && (keep || !assignments.isEmpty() || !take.isEmpty())) {
      throw new IllegalArgumentException("--delete goes alone");
    }
    boolean told = delete || keep || !assignments.isEmpty() || !take.isEmpty();
    Optional<Screen.Keyboard> keyboard = desk.screen().keyboard();
    String name = record;
    if (!told && keyboard.isPresent() && !desk.json()) {
      return ask(keyboard.get());
    }
    if (!told || name == null) {
      throw new IllegalArgumentException(
          "say which record, and what becomes of it: name=value, --take or --keep; on a terminal"
              + " resolve asks");
    }
    try (OpenSpace space = desk.open()) {
      Edit edit = space.replica().read(view -> edit(view, name));
      int code = desk.write(space, "resolved", note, edit);
      List<String> open =
          space
              .replica()
              .read(view -> view.record(edit.key()).map(found -> open(found, view)))
              .orElse(List.of());
      if (open.isEmpty()) {
        return code;
      }
      desk.screen().complain("skein: still open: " + String.join(", ", open));
      return Exit.OPEN;
    }
  }

  private static List<String> open(Found found, Snapshot view) {
    return found.view().isOpen() ? Conflict.of(found, view).open() : List.of();
  }

  /// Goes through what is open with the person at the terminal.
  private int ask(Screen.Keyboard keyboard) {
    try (OpenSpace space = desk.open()) {
      int code = new Dialog(desk, space, keyboard, note).run(space.replica().read(this::meant));
      int left = space.replica().read(this::meant).size();
      if (left > 0) {
        desk.screen().line(left + " record(s) still in open conflict");
      }
      return left > 0 ? Exit.OPEN : code;
    }
  }

  private List<Conflict> meant(Snapshot view) {
    String name = record;
    if (name == null) {
      return Conflict.all(view);
    }
    Conflict conflict = Conflict.of(desk.find(view, name), view);
    return conflict.found().view().isOpen() ? List.of(conflict) : List.of();
  }

  private Edit edit(Snapshot view, String name) {
    Found found = desk.find(view, name);
    RecordKey key = found.view().key();
    if (delete) {
      return Edit.Delete.of(key);
    }
    List<Assign> assigns = new ArrayList<>(Assignment.all(assignments, view.schema(key.type())));
    boolean keeps = keep;
    Conflict conflict = Conflict.of(found, view);
    for (int number : take) {
      Optional<Candidate> candidate = conflict.candidate(number);
      if (candidate.isEmpty()) {
        throw new Refusal(name + " has no candidate " + number + "; see: skein conflicts");
      }
      boolean presence = candidate.get().isPresence();
      Value value = candidate.get().entry().value();
      if (presence && value.equals(Value.of(true))) {
        return Edit.Delete.of(key);
      }
      keeps |= presence;
      if (!presence) {
        assigns.add(plain(found, candidate.get().property(), value));
      }
    }
    return new Edit.Update(key, assigns, null, keeps);
  }

  private static Assign plain(Found found, String property, Value value) {
    PropertyView view = found.view().properties().get(property);
    if (view != null && view.form() == PropertyView.Form.COUNTER) {
      throw new Refusal(property + " is a counter; say what it should be: " + property + "=NUMBER");
    }
    return new Assign.Set(property, value);
  }
}
