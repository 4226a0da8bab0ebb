package skein.app.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.app.home.Sweep;
import skein.core.replica.Replica;
import skein.core.replica.Retention;
import skein.core.replica.Snapshot;
import skein.core.replica.StoredChangeset;
import skein.server.shape.Doc;

/// Says or sets how long this replica keeps history.
@Command(
    name = "retention",
    description = "Says or sets how long this replica keeps what only history reads.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nKEEP is all, latest, or a time such as 30d, 12h, 90m. It counts for this replica alone.",
      "What is forgotten can be had again, with 'all' and a pull, from a peer that keeps it; and",
      "undoing, or looking at an earlier state, needs it. What was purged is let go under each.",
      "Given again, it forgets what has grown old since, as a node does every hour.",
      "JSON: retention, forgotten and purged",
      "(by this command), lacking (changesets without their content, in all).",
      "%nExamples:",
      "  $ skein -s team retention",
      "  $ skein -s team retention 30d",
      "  $ skein -s team retention all"
    })
final class Keep implements Callable<Integer> {
  private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,5})([dhm])");
  private static final int PAGE = 1024;
  private final Desk desk;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "KEEP",
      description = "all, latest, or a time: 30d, 12h, 90m.")
  private @Nullable String keep;

  Keep(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Retention wanted = keep == null ? null : parse(keep);
    try (OpenSpace space = desk.open()) {
      Sweep.Swept swept = Sweep.Swept.NOTHING;
      if (wanted != null) {
        space.replica().retain(wanted);
        swept = Sweep.run(space, count -> desk.screen().progress(count + " let go"));
        desk.screen().progressDone();
      }
      tell(space.replica(), swept);
      return Exit.DONE;
    }
  }

  private static Retention parse(String text) {
    Matcher time = TIME.matcher(text);
    if (time.matches()) {
      long count = Long.parseLong(time.group(1));
      Duration duration =
          switch (time.group(2)) {
            case "d" -> Duration.ofDays(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofMinutes(count);
          };
      return new Retention(duration.toMillis());
    }
    return switch (text) {
      case "all" -> Retention.ALL;
      case "latest" -> Retention.LATEST;
      default ->
          throw new Refusal(
              "'" + text + "' is no retention: say all, latest, or a time such as 30d, 12h, 90m");
    };
  }

  private void tell(Replica replica, Sweep.Swept swept) {
    String words = words(replica.retention());
    long lacking = replica.read(Keep::lacking);
    if (desk.json()) {
      desk.screen()
          .json(
              new Doc()
                  .put("retention", words)
                  .put("forgotten", swept.forgotten())
                  .put("purged", swept.purged())
                  .put("lacking", lacking));
      return;
    }
    desk.screen().line("keeps history: " + words);
    if (keep != null) {
      desk.screen()
          .line("let go: " + swept.forgotten() + " forgotten, " + swept.purged() + " purged");
    }
    desk.screen().line("changesets without their content: " + lacking);
  }

  private static long lacking(Snapshot view) {
    long count = 0;
    long after = 0;
    for (var page = view.reading().gaps(after, PAGE);
        !page.isEmpty();
        page = view.reading().gaps(after, PAGE)) {
      count += page.size();
      StoredChangeset last = page.getLast();
      after = last.number();
    }
    return count;
  }

  /// As it is typed.
  static String words(Retention retention) {
    if (retention.equals(Retention.ALL)) {
      return "all";
    }
    Duration time = Duration.ofMillis(retention.millis());
    if (time.isZero()) {
      return "latest";
    }
    if (time.toHours() % 24 == 0) {
      return time.toDays() + "d";
    }
    return time.toMinutes() % 60 == 0 ? time.toHours() + "h" : time.toMinutes() + "m";
  }
}
