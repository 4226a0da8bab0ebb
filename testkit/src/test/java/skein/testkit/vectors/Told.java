package skein.testkit.vectors;

import skein.core.record.Register;

/// Names of registers as the vectors write them: `status`, `stock+` for totals, `tags=x`.
final class Told {
  private Told() {}

  static String name(Register register) {
    return switch (register) {
      case Register.Presence presence -> presence.property();
      case Register.Plain plain -> plain.property();
      case Register.Total total -> total.property() + "+";
      case Register.Element element -> element.property() + "=" + element.element();
    };
  }
}
