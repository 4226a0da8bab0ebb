package skein.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import skein.app.home.OpenSpace;
import skein.app.view.ConflictText;
import skein.app.view.Screen;
import skein.core.merge.PropertyView;
import skein.core.query.Literal;
import skein.core.record.Dot;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.replica.Assign;
import skein.core.replica.Edit;
import skein.core.value.Value;
import skein.server.shape.Candidate;
import skein.server.shape.Conflict;

/// Goes through open conflicts with a person at the terminal: shows each candidate and the
/// decisions so far, asks, and writes one changeset a record. What comes in meanwhile is not
/// overruled: it stands beside the answer. Confined to one command line.
final class Dialog {
  private static final String QUESTION =
      "  which? a number, =VALUE, s to skip, q to quit (h for help): ";

  private final Desk desk;
  private final OpenSpace space;
  private final Screen.Keyboard keyboard;
  private final @Nullable String note;
  private boolean quit;

  Dialog(Desk desk, OpenSpace space, Screen.Keyboard keyboard, @Nullable String note) {
    this.desk = desk;
    this.space = space;
    this.keyboard = keyboard;
    this.note = note;
  }

  /// What the answers about one record come to. Confined.
  private static final class Answers {
    final List<Assign> assigns = new ArrayList<>();
    boolean keeps;
    boolean deletes;

    boolean isEmpty() {
      return assigns.isEmpty() && !keeps && !deletes;
    }

    Edit edit(RecordKey key, Set<Dot> saw) {
      return deletes ? new Edit.Delete(key, saw) : new Edit.Update(key, assigns, saw, keeps);
    }
  }

  /// Asks about these conflicts in turn.
  int run(List<Conflict> conflicts) {
    int code = Exit.DONE;
    for (Conflict conflict : conflicts) {
      if (quit) {
        break;
      }
      Answers answers = ask(conflict);
      if (!answers.isEmpty()) {
        RecordKey key = conflict.found().view().key();
        Set<Dot> saw = conflict.found().dots();
        code = Math.max(code, desk.write(space, "resolved", note, answers.edit(key, saw)));
      }
    }
    return code;
  }

  private Answers ask(Conflict conflict) {
    Answers answers = new Answers();
    desk.screen().line(conflict.found().localId() + " " + conflict.found().view().key());
    for (String property : new TreeSet<>(conflict.open())) {
      if (!quit && !answers.deletes) {
        show(conflict, property);
        ask(conflict, property, answers);
      }
    }
    return answers;
  }

  private void show(Conflict conflict, String property) {
    conflict.candidates().stream()
        .filter(candidate -> candidate.property().equals(property))
        .map(ConflictText::line)
        .forEach(desk.screen()::line);
    conflict.decisions().stream()
        .filter(decision -> decision.property().equals(property))
        .map(ConflictText::line)
        .forEach(desk.screen()::line);
  }

  private void ask(Conflict conflict, String property, Answers answers) {
    boolean open = true;
    while (open) {
      desk.screen().out().flush();
      Optional<String> typed = keyboard.ask(QUESTION);
      String answer = typed.map(String::strip).orElse("q");
      open =
          switch (answer) {
            case "q" -> {
              quit = true;
              yield false;
            }
            case "s" -> false;
            case "h", "" -> again("the star marks what everybody shows until somebody decides");
            default -> !take(conflict, property, answer, answers);
          };
    }
  }

  private boolean again(String sentence) {
    desk.screen().line("  " + sentence);
    return true;
  }

  /// True if the answer settles the property.
  private boolean take(Conflict conflict, String property, String answer, Answers answers) {
    boolean presence = property.equals(Register.DELETED);
    if (answer.startsWith("=") && !presence) {
      String value = answer.substring(1);
      answers.assigns.add(
          new Assign.Set(property, value.isEmpty() ? Value.Null.ONLY : Literal.parse(value)));
      return true;
    }
    Optional<Candidate> chosen =
        answer.matches("[1-9][0-9]{0,8}")
            ? conflict.candidate(Integer.parseInt(answer))
            : Optional.empty();
    if (chosen.filter(candidate -> candidate.property().equals(property)).isEmpty()) {
      return !again("'" + answer + "' is none of the numbers above");
    }
    Value value = chosen.get().entry().value();
    if (presence) {
      answers.deletes = value.equals(Value.of(true));
      answers.keeps = !answers.deletes;
      return true;
    }
    if (isCounter(conflict, property)) {
      return !again("this is a counter; say what it should be: =NUMBER");
    }
    answers.assigns.add(new Assign.Set(property, value));
    return true;
  }

  private static boolean isCounter(Conflict conflict, String property) {
    PropertyView view = conflict.found().view().properties().get(property);
    return view != null && view.form() == PropertyView.Form.COUNTER;
  }
}
