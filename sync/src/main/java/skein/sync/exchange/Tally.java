package skein.sync.exchange;

import java.util.ArrayList;
import java.util.List;
import skein.core.replica.Received;
import skein.core.replica.Remark;

/// Adds up what became of the pages of one session, or of one bundle. Confined to it.
public final class Tally {
  private final List<Remark> remarks = new ArrayList<>();
  private int integrated;
  private int known;
  private boolean renewed;
  private boolean waiting;
  private String lastForged = "";

  public Tally() {}

  /// Adds a page.
  public void add(Received received) {
    integrated += received.integrated();
    known += received.known();
    renewed |= received.renewed();
    for (Remark remark : received.remarks()) {
      waiting |= remark.kind() == Remark.Kind.HELD;
      boolean forged = remark.kind() == Remark.Kind.FORGED;
      if (forged) {
        lastForged = remark.toString();
      }
      if (forged || remarks.size() < Limits.MAX_REMARKS) {
        remarks.add(remark);
      }
    }
  }

  /// True if lines came that must wait, and come again.
  boolean isWaiting() {
    return waiting;
  }

  /// Whatever waited is offered again.
  void beginAgain() {
    waiting = false;
  }

  /// The last forged line, as text; empty if there was none.
  public String lastForged() {
    return lastForged;
  }

  /// All of them together; the first 1,000 remarks.
  public Received received() {
    return new Received(integrated, known, remarks, renewed);
  }
}
