package skein.core.replica;

import skein.core.value.ReplicaId;

/// Something to show of a received line, named by its header.
public record Remark(Kind kind, ReplicaId replica, long seq, String reason) {
  /// What the line, or its sender, turned out to be.
  public enum Kind {
    /// Properly signed, but against the rules: kept, passed on, counts for nothing.
    VOID,
    /// Not now: offered again next time.
    HELD,
    /// Chain, signature, framing or grant fail: dropped.
    FORGED,
    /// A second history under one replica id begins here.
    FORK
  }

  @Override
  public String toString() {
    return replica + ":" + seq + " " + kind + ": " + reason;
  }
}
