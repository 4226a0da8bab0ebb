package skein.core.value;

import java.util.Arrays;
import skein.core.value.Value.Array;
import skein.core.value.Value.Bool;
import skein.core.value.Value.Null;
import skein.core.value.Value.Num;
import skein.core.value.Value.Obj;
import skein.core.value.Value.Text;

/// The total order of values, see [Value#ORDER].
final class ValueOrder {
  private ValueOrder() {}

  static int compare(Value left, Value right) {
    if (left instanceof Bool(var one) && right instanceof Bool(var other)) {
      return Boolean.compare(one, other);
    }
    if (left instanceof Num(var one) && right instanceof Num(var other)) {
      return Double.compare(one, other);
    }
    if (left instanceof Text(var one) && right instanceof Text(var other)) {
      return TextOrder.BY_BYTES.compare(one, other);
    }
    int rank = rank(left);
    int difference = Integer.compare(rank, rank(right));
    if (difference != 0 || left instanceof Null) {
      return difference;
    }
    return Arrays.compareUnsigned(left.canonical(), right.canonical());
  }

  private static int rank(Value value) {
    return switch (value) {
      case Null() -> 0;
      case Bool _ -> 1;
      case Num _ -> 2;
      case Text _ -> 3;
      case Array _ -> 4;
      case Obj _ -> 5;
    };
  }
}
