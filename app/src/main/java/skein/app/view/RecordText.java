package skein.app.view;

import java.util.ArrayList;
import java.util.List;
import skein.core.merge.PropertyView;
import skein.core.merge.RecordView;
import skein.core.merge.Standing;
import skein.core.query.Literal;
import skein.core.replica.Found;
import skein.core.schema.Flag;
import skein.server.shape.Doc;

/// Records as lines.
public final class RecordText {
  private RecordText() {}

  /// One line, parts set apart by tabs: local id, `type/id`, each `property=value`; `!` before a
  /// property in open conflict.
  public static String line(Found found) {
    StringBuilder line = new StringBuilder();
    line.append(found.localId()).append('\t').append(found.view().key());
    for (PropertyView property : found.view().properties().values()) {
      line.append('\t').append(property.isOpen() ? "!" : "").append(property.name());
      line.append('=').append(short80(Doc.text(property.value())));
    }
    return line.toString();
  }

  private static String short80(String text) {
    int most = 80;
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
  }

  /// A page: the record, then a line a property.
  public static List<String> page(RecordView view, List<Flag> flags, String name) {
    List<String> lines = new ArrayList<>();
    String state = view.exists() ? "" : "  (deleted)";
    boolean open = view.presence().standing() == Standing.OPEN;
    lines.add(name + view.key() + state + (open ? "  ! deleted and changed; see conflicts" : ""));
    for (PropertyView property : view.properties().values()) {
      String note =
          switch (property.standing()) {
            case AGREED -> "";
            case POLICY -> "  (chosen by policy)";
            case HEALED -> "  (healed)";
            case OPEN -> "  ! open: " + candidates(property);
          };
      lines.add("  " + property.name() + ": " + Literal.print(property.value()) + note);
    }
    flags.forEach(flag -> lines.add("  ? " + flag.message()));
    return lines;
  }

  private static String candidates(PropertyView property) {
    return String.join(" or ", property.candidates().stream().map(Doc::text).toList());
  }
}
