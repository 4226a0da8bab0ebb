package skein.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Two machines in step, and the record API: clones, pulls, live changes, requests, each beside
/// something plain. `records`: how many are cloned; `searched`: how many are searched; `only`: of
/// which measurements, by a word in what they say, empty for all.
record SyncBench(int records, int searched, String only) {
  static final int RECORDS = 200_000;
  static final int SEARCHED = 100_000;
  static final int ROUNDS = 3;

  List<Figure> run(int rounds, Path folder) {
    return new Rounds(rounds, folder)
        .run(
            Stream.of(
                    new CloneBench(records, folder).pairs(),
                    new PullBench().pairs(),
                    new LiveBench().pairs(),
                    new ApiBench(searched).pairs())
                .flatMap(List::stream)
                .filter(pair -> pair.what().contains(only))
                .toList());
  }
}
