package skein.testkit.sample;

import java.util.List;
import java.util.Random;

/// Draws from distributions, the same on every machine. Confined.
final class Draw {
  private final Random random;

  Draw(long seed) {
    this.random = new Random(seed);
  }

  /// One of 0 to `bound` - 1.
  int below(int bound) {
    return random.nextInt(bound);
  }

  /// True in `share` of the cases, 0 to 1.
  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /// An index of `weights`, in proportion to the weight there.
  int weighted(int... weights) {
    var left = random.nextInt(total(weights));
    var index = 0;
    while (left >= weights[index]) {
      left -= weights[index];
      index++;
    }
    return index;
  }

  /// A value of a distribution given by its quantiles: see [#quantile].
  double quantile(double... points) {
    return quantileAt(random.nextDouble(), points);
  }

  /// The value below which a `share` of all lie. `points` are share, value, share, value …,
  /// ascending from 0 to 1; between two of them the logarithm of the value (plus one) is straight.
  static double quantileAt(double share, double... points) {
    var i = 2;
    while (i < points.length - 2 && points[i] < share) {
      i += 2;
    }
    var part = (share - points[i - 2]) / (points[i] - points[i - 2]);
    var low = StrictMath.log1p(points[i - 1]);
    return StrictMath.expm1(low + part * (StrictMath.log1p(points[i + 1]) - low));
  }

  <T> void shuffle(List<T> list) {
    for (var i = list.size() - 1; i > 0; i--) {
      var other = random.nextInt(i + 1);
      list.set(i, list.set(other, list.get(i)));
    }
  }

  private static int total(int... weights) {
    var sum = 0;
    for (var weight : weights) {
      sum += weight;
    }
    return sum;
  }
}
