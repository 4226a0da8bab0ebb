package skein.sync.transport;

/// What whoever opens a connection does with it.
public enum Direction {
  /// It pulls: the other side serves.
  PULL,
  /// It serves: the other side pulls, and speaks first.
  PUSH
}
