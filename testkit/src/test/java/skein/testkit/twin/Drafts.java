package skein.testkit.twin;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import skein.core.record.Dot;
import skein.core.replica.Assign;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.value.Value;

/// Reads drafts, in the shape that the browser client gives them.
final class Drafts {
  private Drafts() {}

  static Draft read(Fields draft) {
    List<Edit> edits =
        draft.maybe("edits").isEmpty()
            ? List.of()
            : draft.objects("edits").stream().map(Drafts::edit).toList();
    String note = draft.maybe("note").isEmpty() ? null : draft.text("note");
    Dot undoes = draft.maybe("undoes").map(value -> Fields.of(value).dot()).orElse(null);
    return new Draft(draft.text("author"), note, edits, undoes, draft.isTrue("retires"));
  }

  private static Edit edit(Fields edit) {
    return switch (edit.text("op")) {
      case "create" -> new Edit.Create(edit.key(), assigns(edit));
      case "update" -> new Edit.Update(edit.key(), assigns(edit), saw(edit), edit.isTrue("keeps"));
      case "delete" -> new Edit.Delete(edit.key(), saw(edit));
      case "purge" -> new Edit.Purge(edit.key());
      default -> throw new IllegalArgumentException(edit.text("op"));
    };
  }

  private static @Nullable Set<Dot> saw(Fields edit) {
    return edit.maybe("saw").isEmpty()
        ? null
        : edit.objects("saw").stream().map(Fields::dot).collect(Collectors.toSet());
  }

  private static List<Assign> assigns(Fields edit) {
    return edit.objects("assigns").stream().map(Drafts::assign).toList();
  }

  private static Assign assign(Fields assign) {
    String property = assign.text("property");
    return switch (assign.text("form")) {
      case "set" -> new Assign.Set(property, assign.maybe("value").orElse(Value.Null.ONLY));
      case "add" -> new Assign.Add(property, assign.number("step"));
      case "put" -> new Assign.Put(property, assign.text("element"));
      case "drop" -> new Assign.Drop(property, assign.text("element"));
      default -> throw new IllegalArgumentException(assign.text("form"));
    };
  }
}
