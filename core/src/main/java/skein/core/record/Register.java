package skein.core.record;

import skein.core.value.TextOrder;

/// The smallest thing that merges, within one record.
public sealed interface Register extends Comparable<Register> {
  /// The name under which [Presence] stands in a body.
  String DELETED = "_deleted";

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

  /// A fixed order: by property, then kind, then element; names by their UTF-8 bytes.
  @Override
  default int compareTo(Register other) {
    int byName = TextOrder.BY_BYTES.compare(property(), other.property());
    int byRank = byName != 0 ? byName : Integer.compare(rank(), other.rank());
    return byRank != 0 ? byRank : TextOrder.BY_BYTES.compare(element(), other.element());
  }
}
