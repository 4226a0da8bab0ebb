package skein.core.record;

import java.util.Comparator;
import skein.core.value.TextOrder;

/// The smallest thing that merges, within one record.
public sealed interface Register extends Comparable<Register> {
  /// The name under which [Presence] stands in a body.
  String DELETED = "_deleted";

  /// Registers in a fixed order: by property, then kind, then element; names by their UTF-8 bytes.
  Comparator<Register> ORDER =
      Comparator.comparing(Register::property, TextOrder.BY_BYTES)
          .thenComparingInt(Register::rank)
          .thenComparing(Register::element, TextOrder.BY_BYTES);

  /// The property it belongs to; `_deleted` for presence.
  String property();

  /// Whether the record is deleted: holds true or false.
  record Presence() implements Register {
    public static final Presence ONLY = new Presence();

    @Override
    public String property() {
      return DELETED;
    }
  }

  /// The plain value of a property; the base of a counter, the list under a set.
  record Plain(String property) implements Register {}

  /// The running totals of a counter: each replica replaces only its own.
  record Total(String property) implements Register {}

  /// One element of a set: holds true or false.
  record Element(String property, String element) implements Register {}

  /// The element of a set, empty text for other registers.
  default String element() {
    return "";
  }

  private int rank() {
    return switch (this) {
      case Presence presence -> 0;
      case Plain plain -> 1;
      case Total total -> 2;
      case Element element -> 3;
    };
  }

  @Override
  default int compareTo(Register other) {
    return ORDER.compare(this, other);
  }
}
