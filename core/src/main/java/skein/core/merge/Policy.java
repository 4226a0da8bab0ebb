package skein.core.merge;

import skein.core.value.ReplicaId;

/// How several live values of a property are settled without asking.
public sealed interface Policy {
  /// Decisions and knowledge settle; otherwise the conflict stays open. The default.
  record Ask() implements Policy {}

  /// The greatest entry.
  record Newest() implements Policy {}

  /// The least entry.
  record Oldest() implements Policy {}

  /// The greatest value; unset loses.
  record Max() implements Policy {}

  /// The least value; unset loses.
  record Min() implements Policy {}

  /// The greatest entry of this replica; without one, as [Ask].
  record Prefer(ReplicaId replica) implements Policy {}

  Policy ASK = new Ask();

  /// The policy with this name; a name that this software does not know is [Ask].
  static Policy parse(String name) {
    return switch (name) {
      case "newest" -> new Newest();
      case "oldest" -> new Oldest();
      case "max" -> new Max();
      case "min" -> new Min();
      default -> name.startsWith("prefer ") ? prefer(name.substring("prefer ".length())) : ASK;
    };
  }

  private static Policy prefer(String replica) {
    try {
      return new Prefer(ReplicaId.parse(replica));
    } catch (IllegalArgumentException unknown) {
      return ASK;
    }
  }

  /// True if `name` is one that [#parse] knows.
  static boolean isKnown(String name) {
    return name.equals("ask") || !parse(name).equals(ASK);
  }
}
