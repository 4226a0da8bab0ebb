package skein.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.app.home.OpenSpace;
import skein.app.view.RecordText;
import skein.core.query.Condition;
import skein.core.query.Query;
import skein.core.replica.Found;
import skein.server.shape.RecordShape;

/// Finds records by their properties.
@Command(
    name = "search",
    description = "Finds records of a type by their properties.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nA condition is property, one of = != < > <= >= ~ !~, value; ~ is: contains, ignoring",
      "case. Several = or ~ on one property mean any of them; everything else must hold together.",
      "Unsorted, all are given, by local number; --after goes on after that number. Sorted, at",
      "most 10000. A line has local number, type/id, property=value (in JSON), set apart by tabs;",
      "! marks an open conflict. JSON, one object a line: local, order, type, id, exists, open,",
      "values, flags.",
      "%nExamples:",
      "  $ skein -s bugs search ticket status=open 'summary~crash'",
      "  $ skein -s bugs search ticket --sort -summary --limit 20",
      "  $ skein -s bugs search ticket --after 1 --json"
    })
final class Search implements Callable<Integer> {
  private final Desk desk;
  private static final int PAGE = 1_000;

  @Parameters(index = "0", paramLabel = "TYPE", description = "The type of the records.")
  private String type = "";

  @Parameters(index = "1..*", paramLabel = "CONDITION", description = "property=value and so on.")
  private List<String> conditions = new ArrayList<>();

  @Option(names = "--sort", paramLabel = "[-]PROPERTY", description = "Order; - for descending.")
  private @Nullable String sort;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many.")
  private @Nullable Integer limit;

  @Option(names = "--after", paramLabel = "LOCAL", description = "Only after this local number.")
  private long after;

  Search(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    List<Condition> tests = conditions.stream().map(Condition::parse).toList();
    Query.Sort order = sort == null ? null : Query.Sort.parse(sort);
    if (limit != null && limit < 1) {
      throw new IllegalArgumentException("the limit is " + limit + ", it begins at 1");
    }
    try (OpenSpace space = desk.open()) {
      desk.hintAtTypes(space, type);
      if (order != null) {
        int most = limit == null ? Query.MAX_LIMIT : limit;
        Query query = new Query(type, tests, order, most, after);
        space.replica().read(view -> view.search(query)).forEach(this::tell);
      } else {
        page(space, tests);
      }
      return Exit.DONE;
    }
  }

  /// Page after page, each read on its own, so that nothing is held whole.
  private void page(OpenSpace space, List<Condition> tests) {
    long from = after;
    int left = limit == null ? Integer.MAX_VALUE : limit;
    while (left > 0) {
      Query query = new Query(type, tests, null, Math.min(left, PAGE), from);
      List<Found> found = space.replica().read(view -> view.search(query));
      found.forEach(this::tell);
      if (found.size() < query.limit()) {
        return;
      }
      left -= found.size();
      from = found.getLast().localId();
    }
  }

  private void tell(Found found) {
    if (desk.json()) {
      desk.screen().json(RecordShape.json(found));
    } else {
      desk.screen().line(RecordText.line(found));
    }
  }
}
