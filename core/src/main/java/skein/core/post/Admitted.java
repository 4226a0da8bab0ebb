package skein.core.post;

/// What became of an offer.
public sealed interface Admitted {
  /// It is new here, or stands by a better work than before; what fell out for it may be itself.
  /// `order`: its order now.
  record Taken(PostId id, boolean isNew, long order) implements Admitted {}

  /// It was here, by that work or a better one.
  record Known(PostId id) implements Admitted {}

  /// It ranks no higher than what had to go for lack of room.
  record TooLow(PostId id) implements Admitted {}

  /// A work for a post that is not here.
  record Missing(PostId id) implements Admitted {}

  /// It breaks a rule. `reason`: value and limit.
  record Refused(String reason) implements Admitted {}
}
