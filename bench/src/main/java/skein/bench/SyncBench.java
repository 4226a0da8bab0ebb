package skein.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Two machines in step, and the record API: clones, pulls, live changes, requests, each beside
/// something plain. `records`: how many are cloned; `searched`: how many are searched.
record SyncBench(int records, int searched) {
  static final int RECORDS = 200_000;
  static final int SEARCHED = 100_000;

  List<Rounds.Pair> pairs(Path folder) {
    return Stream.of(
            new CloneBench(records, folder).pairs(),
            new PullBench().pairs(),
            new LiveBench().pairs(),
            new ApiBench(searched).pairs())
        .flatMap(List::stream)
        .toList();
  }
}
