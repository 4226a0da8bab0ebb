package skein.sync.exchange;

/// How far a session has come, or how it ended.
public sealed interface Ending {
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
      reason = Limits.shortened(reason);
    }
  }
}
