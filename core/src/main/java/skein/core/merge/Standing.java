package skein.core.merge;

/// Why a value is the one that is shown.
public enum Standing {
  /// One distinct live value.
  AGREED,
  /// Several, and the property's policy chose.
  POLICY,
  /// Several, and votes or knowledge settle it.
  HEALED,
  /// Several that nothing settles: the value is the provisional winner.
  OPEN
}
