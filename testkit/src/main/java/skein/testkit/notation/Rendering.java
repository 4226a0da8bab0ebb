package skein.testkit.notation;

import java.util.stream.Collectors;
import skein.core.merge.PropertyView;
import skein.core.merge.RecordView;
import skein.core.merge.Standing;
import skein.core.query.Literal;

/// What a reader sees, as short text.
final class Rendering {
  private Rendering() {}

  static String presence(RecordView view, String rest) {
    if (!view.exists()) {
      return "deleted";
    }
    return view.presence().standing() == Standing.OPEN ? "contested " + rest : rest;
  }

  static String property(PropertyView view) {
    String shown = view.name() + "=" + Literal.print(view.value());
    return switch (view.standing()) {
      case AGREED -> shown;
      case POLICY -> shown + " policy" + candidates(view);
      case HEALED -> shown + " healed" + candidates(view);
      case OPEN -> shown + " open" + candidates(view);
    };
  }

  private static String candidates(PropertyView view) {
    return view.candidates().stream()
        .map(Literal::print)
        .sorted()
        .collect(Collectors.joining(" ", "(", ")"));
  }
}
