package skein.testkit.arena.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import skein.sync.exchange.Result;
import skein.sync.exchange.Session;
import skein.testkit.arena.plan.Net;

/// Two sessions and the messages between them; some are lost, come twice or out of turn, or the
/// wire is cut. Confined.
final class Wire {
  private static final int MOST_MESSAGES = 10_000;
  private static final int EARLY = 8;
  private final Session taker;
  private final Session giver;
  private final Set<Net.Trouble> troubles = EnumSet.noneOf(Net.Trouble.class);
  private final SplittableRandom dice;
  private final Tally tally;
  private final Deque<byte[]> toTaker = new ArrayDeque<>();
  private final Deque<byte[]> toGiver = new ArrayDeque<>();
  private int quiet;

  Wire(
      Session taker, Session giver, Set<Net.Trouble> troubles, SplittableRandom dice, Tally tally) {
    this.taker = taker;
    this.giver = giver;
    this.troubles.addAll(troubles);
    this.dice = dice;
    this.tally = tally;
    this.quiet = dice.nextInt(EARLY);
    toGiver.addAll(taker.opening());
    toTaker.addAll(giver.opening());
  }

  /// Carries the next message to the receiving side and calls `arrived`; empty when there is none.
  boolean step(Runnable arrived) {
    for (int i = 0; i < MOST_MESSAGES && toTaker.isEmpty(); i++) {
      if (toGiver.isEmpty()) {
        return false;
      }
      for (byte[] message : carried(toGiver)) {
        toTaker.addAll(giver.receive(message));
      }
    }
    for (byte[] message : carried(toTaker)) {
      toGiver.addAll(taker.receive(message));
      arrived.run();
    }
    return true;
  }

  /// What comes out of the wire: mostly the next message.
  private List<byte[]> carried(Deque<byte[]> queue) {
    Optional<Net.Trouble> trouble = troubles.stream().findFirst().filter(one -> quiet-- <= 0);
    List<byte[]> out = new ArrayList<>();
    byte[] next = queue.pollFirst();
    if (next != null) {
      out.add(next);
    }
    if (trouble.isEmpty() || next == null) {
      return out;
    }
    troubles.remove(trouble.get());
    quiet = dice.nextInt(EARLY);
    switch (trouble.get()) {
      case LOSS -> {
        out.clear();
        tally.add(Happening.LOSS);
      }
      case DUPLICATE -> {
        out.add(next);
        tally.add(Happening.DUPLICATE);
      }
      case REORDER -> {
        byte[] second = queue.pollFirst();
        if (second != null) {
          out.addFirst(second);
          tally.add(Happening.REORDER);
        }
      }
      case CUT -> {
        out.clear();
        toGiver.clear();
        toTaker.clear();
        tally.add(Happening.CUT);
      }
      case TAMPER -> {}
    }
    return out;
  }

  /// What came of it on the receiving side.
  Result result() {
    return taker.result();
  }
}
