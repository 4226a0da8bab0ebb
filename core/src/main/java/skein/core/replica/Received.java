package skein.core.replica;

import java.util.ArrayList;
import java.util.List;

/// What became of lines from elsewhere. `integrated`: lines that are new here, void ones included;
/// `known`: those that were here already. `renewed`: this replica met lines of its own that it did
/// not know, and goes on under a new identity.
public record Received(int integrated, int known, List<Remark> remarks, boolean renewed) {
  public Received {
    remarks = List.copyOf(remarks);
  }

  Received with(Remark remark) {
    List<Remark> all = new ArrayList<>(remarks);
    all.add(remark);
    return new Received(integrated, known, all, renewed);
  }

  /// True if a line was forged: the sender is at fault.
  public boolean blamesSender() {
    return remarks.stream().anyMatch(remark -> remark.kind() == Remark.Kind.FORGED);
  }
}
