package skein.core.replica;

import skein.core.value.Value;

/// What an edit does to one property.
public sealed interface Assign {
  String property();

  /// Gives a plain value, or a counter a new base; null unsets.
  record Set(String property, Value value) implements Assign {}

  /// Adds `step`, which may be negative, to a counter.
  record Add(String property, long step) implements Assign {}

  /// Puts an element into a set.
  record Put(String property, String element) implements Assign {}

  /// Takes an element out of a set.
  record Drop(String property, String element) implements Assign {}
}
