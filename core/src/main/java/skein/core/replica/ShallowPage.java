package skein.core.replica;

import java.util.List;
import java.util.Set;
import skein.core.history.Frontier;
import skein.core.history.Line;

/// A page of a transfer in which bodies may be lacking: whole groups of lines, of which those at
/// `purged` (from 0) were let go for good; the live dots of each record that one of its bodies
/// changed; and what the sender had when it looked them up.
public record ShallowPage(
    List<Line> lines, Set<Integer> purged, List<LiveDots> records, Frontier frontier) {
  public ShallowPage {
    lines = List.copyOf(lines);
    purged = Set.copyOf(purged);
    records = List.copyOf(records);
  }
}
