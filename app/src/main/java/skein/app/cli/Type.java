package skein.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import skein.app.grammar.RuleText;
import skein.app.home.OpenSpace;
import skein.core.merge.RecordView;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Edit;
import skein.core.replica.Found;
import skein.core.replica.Snapshot;
import skein.core.schema.TypeSchema;
import skein.core.value.Value;
import skein.server.shape.Doc;

/// Shows and describes the types of records.
@Command(
    name = "type",
    description = "Shows what is known of types, or describes a property of one.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nDescriptions: kind (any, text, number, integer, boolean, list, object), form (plain,",
      "counter, set), default, required (true, false), allowed (a list), policy (ask, newest,",
      "oldest, max, min, 'prefer REPLICA-ID'), refers (a type); an empty one is taken out. They",
      "bind what is written here; what comes from elsewhere is kept and flagged.",
      "JSON, one object a line: type, properties. When it writes: as update.",
      "%nExamples:",
      "  $ skein -s bugs type ticket status kind=text 'allowed=[\"new\",\"open\",\"done\"]'",
      "  $ skein -s bugs type ticket votes form=counter",
      "  $ skein -s bugs type ticket tags form=set",
      "  $ skein -s bugs type"
    })
final class Type implements Callable<Integer> {
  private final Desk desk;

  @Parameters(index = "0", arity = "0..1", paramLabel = "TYPE", description = "The type.")
  private @Nullable String type;

  @Parameters(index = "1", arity = "0..1", paramLabel = "PROPERTY", description = "Its property.")
  private @Nullable String property;

  @Parameters(index = "2..*", paramLabel = "DESCRIPTION", description = "kind=text and so on.")
  private List<String> descriptions = new ArrayList<>();

  Type(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    try (OpenSpace space = desk.open()) {
      String name = type;
      String described = property;
      if (name == null) {
        return space.replica().read(this::showAll);
      }
      if (described == null || descriptions.isEmpty()) {
        return space.replica().read(view -> show(view, name));
      }
      Edit edit = space.replica().read(view -> edit(view, name, described));
      return desk.write(space, "described", null, edit);
    }
  }

  private Edit edit(Snapshot view, String name, String described) {
    RecordKey key = TypeSchema.keyOf(name);
    RecordView before = view.record(key).map(Found::view).filter(RecordView::exists).orElse(null);
    Value rule =
        RuleText.describe(before == null ? Value.Null.ONLY : before.value(described), descriptions);
    List<Assign> assigns = List.of(new Assign.Set(described, rule));
    return before == null ? new Edit.Create(key, assigns) : Edit.Update.of(key, assigns);
  }

  private int showAll(Snapshot view) {
    view.reading().types().stream()
        .filter(name -> !name.startsWith("_"))
        .forEach(name -> show(view, name));
    return Exit.DONE;
  }

  private int show(Snapshot view, String name) {
    SortedMap<String, Value> rules =
        view.record(TypeSchema.keyOf(name))
            .map(found -> found.view().values())
            .orElseGet(TreeMap::new);
    if (desk.json()) {
      Doc properties = new Doc();
      rules.forEach(properties::put);
      desk.screen().json(new Doc().put("type", name).put("properties", properties.value()));
    } else {
      desk.screen().line(name + (rules.isEmpty() ? "  (not described)" : ""));
      rules.forEach((key, rule) -> desk.screen().line("  " + key + ": " + Doc.text(rule)));
    }
    return Exit.DONE;
  }
}
