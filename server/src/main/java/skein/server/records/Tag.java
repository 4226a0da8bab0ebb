package skein.server.records;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import skein.core.record.Dot;
import skein.core.record.Entry;
import skein.core.record.LiveRecord;
import skein.core.value.Bytes;

/// The entity tag of a record: it names the dots that stand live. The same wherever the same is
/// known; a record never has the same twice, as its newest change always stands in it.
final class Tag {
  private static final int CHARACTERS = 22;

  private Tag() {}

  /// With its quotes.
  static String of(LiveRecord live) {
    StringBuilder text = new StringBuilder();
    dots(live).forEach(dot -> text.append(dot).append('\n'));
    return '"'
        + Bytes.sha256(Bytes.ofText(text.toString())).base64url().substring(0, CHARACTERS)
        + '"';
  }

  /// The dots that stand live.
  static Set<Dot> dots(LiveRecord live) {
    Set<Dot> dots = new TreeSet<>();
    live.registers().values().stream()
        .flatMap(Collection::stream)
        .map(Entry::dot)
        .forEach(dots::add);
    return dots;
  }
}
