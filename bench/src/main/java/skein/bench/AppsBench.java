package skein.bench;

import java.util.List;
import java.util.stream.Stream;

/// What hosting an app costs: posts that are taken, tables, queries, and what it takes to bring two
/// nodes in step. `posts`: how many there are where there are many.
record AppsBench(int posts) {
  static final int POSTS = 100_000;

  List<Rounds.Pair> pairs() {
    return Stream.of(
            new PostBench(posts).pairs(),
            new TablesBench(posts).pairs(),
            new SpreadBench(posts).pairs())
        .flatMap(List::stream)
        .toList();
  }
}
