package skein.testkit.notation;

import java.util.List;
import skein.core.query.Literal;
import skein.core.replica.Assign;

/// Reads the assignments of a line.
final class Words {
  private Words() {}

  static List<Assign> assigns(List<String> words) {
    return words.stream().map(Words::assign).toList();
  }

  private static Assign assign(String word) {
    int put = word.indexOf(":+");
    if (put > 0) {
      return new Assign.Put(word.substring(0, put), word.substring(put + 2));
    }
    int drop = word.indexOf(":-");
    if (drop > 0) {
      return new Assign.Drop(word.substring(0, drop), word.substring(drop + 2));
    }
    int add = word.indexOf("+=");
    if (add > 0) {
      return new Assign.Add(word.substring(0, add), Long.parseLong(word.substring(add + 2)));
    }
    int set = word.indexOf('=');
    return new Assign.Set(word.substring(0, set), Literal.parse(word.substring(set + 1)));
  }
}
