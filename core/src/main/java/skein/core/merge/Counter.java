package skein.core.merge;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import skein.core.record.Absorbed;
import skein.core.record.Entry;
import skein.core.record.Lineage;
import skein.core.value.Value;

/// The value of a counter: base + sum of (total - what the shown base has absorbed of it)
/// (spec/merge.md, "Counters").
record Counter(Shown base, List<Entry> totals, Lineage lineage) {
  private static final BigInteger EXACT = BigInteger.ONE.shiftLeft(53);

  /// A number; text beyond 2^53, where numbers are no longer exact. A base that is not an integer
  /// counts as 0.
  Value value() {
    BigInteger sum = baseNumber();
    for (Entry total : totals) {
      long absorbed = absorbedOf(total).map(Absorbed::total).orElse(0L);
      sum = sum.add(number(total.value())).subtract(BigInteger.valueOf(absorbed));
    }
    return sum.abs().compareTo(EXACT) <= 0
        ? Value.of(sum.longValueExact())
        : Value.of(sum.toString());
  }

  private BigInteger baseNumber() {
    if (base.value() instanceof Value.Num number) {
      return number.value() == Math.rint(number.value()) ? number(number) : BigInteger.ZERO;
    }
    return BigInteger.ZERO;
  }

  private static BigInteger number(Value value) {
    return value instanceof Value.Num number
        ? new java.math.BigDecimal(number.value()).toBigInteger()
        : BigInteger.ZERO;
  }

  /// What the shown base has absorbed of the chain of `total`: the latest, where it names several.
  private Optional<Absorbed> absorbedOf(Entry total) {
    return absorbed().stream()
        .filter(one -> lineage.reaches(one.seen(), total.dot()))
        .max(Comparator.comparingLong(one -> one.seen().seq()));
  }

  /// What the greatest entry of those with the shown value absorbed.
  private List<Absorbed> absorbed() {
    return base.entries().stream()
        .filter(entry -> entry.value().equals(base.value()))
        .max(Entry.ORDER)
        .map(Entry::absorbed)
        .orElse(List.of());
  }

  /// True while branches of one replica both count and a shared part may count twice: until the
  /// shown base has absorbed, on each branch, a total that stands on no other.
  boolean isOpen() {
    for (Entry total : totals) {
      for (Entry other : totals) {
        if (!other.equals(total)
            && other.dot().replica().equals(total.dot().replica())
            && !absorbsApart(total, other)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean absorbsApart(Entry total, Entry other) {
    return absorbedOf(total).map(one -> !lineage.reaches(one.seen(), other.dot())).orElse(false);
  }
}
