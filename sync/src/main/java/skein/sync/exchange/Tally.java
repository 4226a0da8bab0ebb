package skein.sync.exchange;

import java.util.ArrayList;
import java.util.List;
import skein.core.replica.Received;
import skein.core.replica.Remark;

/// Adds up what became of the pages of one session. Confined to it.
final class Tally {
  private final List<Remark> remarks = new ArrayList<>();
  private int integrated;
  private int known;
  private boolean renewed;
  private String lastForged = "";

  void add(Received received) {
    integrated += received.integrated();
    known += received.known();
    renewed |= received.renewed();
    for (Remark remark : received.remarks()) {
      boolean forged = remark.kind() == Remark.Kind.FORGED;
      if (forged) {
        lastForged = remark.toString();
      }
      if (forged || remarks.size() < Limits.MAX_REMARKS) {
        remarks.add(remark);
      }
    }
  }

  /// The last forged line, as text; empty if there was none.
  String lastForged() {
    return lastForged;
  }

  Received received() {
    return new Received(integrated, known, remarks, renewed);
  }
}
