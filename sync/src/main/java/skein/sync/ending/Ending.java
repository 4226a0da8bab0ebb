package skein.sync.ending;

/// How far a session has come, or how it ended.
public sealed interface Ending {
  /// How much of a reason is sent and kept.
  int MAX_REASON_CHARACTERS = 1000;

  /// True if it came to its proper end.
  default boolean isComplete() {
    return this instanceof Same || this instanceof Complete;
  }

  /// The beginning of a reason, which may quote what came from outside.
  static String shortened(String reason) {
    return reason.codePointCount(0, reason.length()) <= MAX_REASON_CHARACTERS
        ? reason
        : reason.substring(0, reason.offsetByCodePoints(0, MAX_REASON_CHARACTERS)) + "…";
  }

  /// It is still going on; as the last word on a session: it was cut. What had come stays.
  record Open() implements Ending {}

  /// Both sides had the same; no line travelled.
  record Same() implements Ending {}

  /// The receiver has all that it can take of what the sender had.
  record Complete() implements Ending {}

  /// It broke off. `peerAtFault`: the other side broke a rule; otherwise it refused, or messages
  /// were lost. What was good until then stays.
  record Failed(String reason, boolean peerAtFault) implements Ending {
    public Failed {
      reason = shortened(reason);
    }
  }
}
