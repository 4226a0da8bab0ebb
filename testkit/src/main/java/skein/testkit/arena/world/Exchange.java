package skein.testkit.arena.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import skein.core.history.Frontier;
import skein.core.history.Header;
import skein.core.history.Line;
import skein.core.record.Dot;
import skein.core.replica.Replica;
import skein.core.replica.Wants;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.testkit.arena.plan.Net;

/// Carries the lines that one replica lacks from another, page by page and without a session, past
/// somebody who loses, repeats, shuffles, cuts and changes them.
final class Exchange {
  private Exchange() {}

  /// What arrives, in this order.
  static List<List<Line>> pages(
      Replica from, Frontier receiver, Net net, SplittableRandom dice, Tally tally) {
    List<List<Line>> pages = sent(from, receiver, net.page());
    for (Net.Trouble trouble : new java.util.TreeSet<>(net.troubles())) {
      if (!pages.isEmpty()) {
        disturb(pages, trouble, dice, tally);
      }
    }
    return pages;
  }

  private static List<List<Line>> sent(Replica from, Frontier receiver, int count) {
    Map<ReplicaId, List<Dot>> wants =
        from.read(
            snapshot -> {
              Map<ReplicaId, List<Dot>> lacks = new TreeMap<>();
              snapshot
                  .frontier()
                  .heads()
                  .forEach(
                      (replica, heads) -> {
                        if (!receiver.of(replica).containsAll(heads)) {
                          lacks.put(replica, receiver.of(replica));
                        }
                      });
              return lacks;
            });
    List<List<Line>> pages = new ArrayList<>();
    if (wants.isEmpty()) {
      return pages;
    }
    Replica.Page page = from.lines(all(wants), Replica.Span.ALL, count);
    while (!page.lines().isEmpty()) {
      pages.add(page.lines());
      if (page.last()) {
        break;
      }
      page = from.lines(all(wants), new Replica.Span(page.reached(), Long.MAX_VALUE), count);
    }
    return pages;
  }

  private static Wants all(Map<ReplicaId, List<Dot>> have) {
    return Wants.all(have);
  }

  private static void disturb(
      List<List<Line>> pages, Net.Trouble trouble, SplittableRandom dice, Tally tally) {
    int at = dice.nextInt(pages.size());
    switch (trouble) {
      case LOSS -> {
        pages.remove(at);
        tally.add(Happening.LOSS);
      }
      case DUPLICATE -> {
        pages.add(dice.nextInt(pages.size() + 1), pages.get(at));
        tally.add(Happening.DUPLICATE);
      }
      case REORDER -> {
        int other = dice.nextInt(pages.size());
        Collections.swap(pages, at, other);
        if (at != other) {
          tally.add(Happening.REORDER);
        }
      }
      case CUT -> {
        List<Line> lines = pages.get(at);
        int kept = lines.isEmpty() ? 0 : dice.nextInt(lines.size());
        pages.subList(at, pages.size()).clear();
        pages.add(List.copyOf(lines.subList(0, kept)));
        tally.add(Happening.CUT);
      }
      case TAMPER -> {
        pages.set(at, tampered(pages.get(at), dice));
        tally.add(Happening.TAMPERED);
      }
    }
  }

  private static List<Line> tampered(List<Line> lines, SplittableRandom dice) {
    List<Line> changed = new ArrayList<>(lines);
    if (lines.isEmpty()) {
      return changed;
    }
    int at = dice.nextInt(lines.size());
    Line line = lines.get(at);
    switch (dice.nextInt(6)) {
      case 0 -> changed.set(at, withBody(line, flipped(line.body(), dice)));
      case 1 -> {
        Bytes signature = line.header().signature();
        changed.set(at, withSignature(line, signature == null ? null : flipped(signature, dice)));
      }
      case 2 -> changed.remove(at);
      case 3 -> Collections.swap(changed, at, dice.nextInt(lines.size()));
      case 4 -> changed.set(at, withSignature(line, null));
      default -> changed.set(at, withBody(line, lines.get(dice.nextInt(lines.size())).body()));
    }
    return changed;
  }

  private static Bytes flipped(Bytes bytes, SplittableRandom dice) {
    byte[] content = bytes.toArray();
    if (content.length == 0) {
      return Bytes.ofText("?");
    }
    content[dice.nextInt(content.length)] ^= (byte) (1 << dice.nextInt(7));
    return Bytes.of(content);
  }

  /// Some other body, also where it was withheld.
  private static Line withBody(Line line, Bytes body) {
    Header header = line.header();
    Header plain =
        new Header(
            header.replica(), header.seq(), header.key(), header.grant(), null, header.signature());
    return new Line(plain, body);
  }

  private static Line withSignature(Line line, @org.jspecify.annotations.Nullable Bytes signature) {
    Header header = line.header();
    return new Line(
        new Header(
            header.replica(),
            header.seq(),
            header.key(),
            header.grant(),
            header.withheld(),
            signature),
        line.body());
  }
}
