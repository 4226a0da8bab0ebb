package skein.app.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.app.csv.CsvReader;
import skein.app.csv.Encoding;
import skein.app.csv.NdjsonRows;
import skein.app.csv.Row;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.app.intake.CsvItems;
import skein.app.intake.Intake;
import skein.app.intake.Item;
import skein.app.intake.JsonItems;
import skein.app.intake.Tally;
import skein.server.shape.Doc;

/// Brings the rows of a file into a space.
@Command(
    name = "import",
    description = "Brings the rows of a CSV or NDJSON file into the space; again, what differs.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nCSV: the first row names the columns; each becomes a property. Numbers in canonical form",
      "become numbers, empty cells are unset, all else is text; with --exact, for a file that",
      "skein export wrote, cells also hold true, lists, objects and quoted texts.",
      "NDJSON (--format, or a name that ends in .ndjson or .jsonl): one JSON object a line. With",
      "--type and --id-from every key becomes a property; without --id-from the lines are as",
      "export and search --json write them (type, id, values). A number that would be rounded is",
      "refused. What a line does not name stays as it is; null unsets.",
      "A record that was deleted here stays deleted. A row that cannot be read is left out and",
      "told with its line, column and byte, as is a second row with the same id; then the exit",
      "code is 3. Ids stay in memory, rows do not. JSON: rows, created, updated, unchanged,",
      "deleted, refused, changesets, refusals (line, column, byte, reason; the first 1000).",
      "%nExamples:",
      "  $ skein -s bugs import items.csv --type item --id-from 'item code'",
      "  $ skein -s bugs import items.csv --type item --id-from 'item code'"
          + " --map 'weight kg=weight'"
    })
final class Import implements Callable<Integer> {
  private final Desk desk;
  private static final int MOST_REFUSALS = 1_000;

  @Parameters(index = "0", paramLabel = "FILE", description = "The file.")
  private String file = "";

  @Option(names = "--type", paramLabel = "TYPE", description = "Type of the records.")
  private @Nullable String type;

  @Option(
      names = "--id-from",
      paramLabel = "COLUMN",
      description = "The column or key that holds the id.")
  private @Nullable String idFrom;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv or ndjson; else by the file's name.")
  private @Nullable Format format;

  @Option(names = "--exact", description = "Cells are as skein export writes them.")
  private boolean exact;

  @Option(
      names = "--map",
      paramLabel = "COLUMN=PROPERTY",
      description = "Another name for a column's property; may be given often.")
  private Map<String, String> renamed = new HashMap<>();

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "Of the file: utf-8 (else), cp1252, latin1 and the like.")
  private String encoding = "utf-8";

  @Option(names = "--batch", paramLabel = "ROWS", description = "Rows a changeset, else 500.")
  private int batch = 500;

  @Option(
      names = {"-m", "--note"},
      paramLabel = "TEXT",
      description = "A note on the change.")
  private @Nullable String note;

  private final Refusals refusals = new Refusals();

  Import(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws IOException {
    Path path = desk.path(file);
    if (!Files.isRegularFile(path)) {
      throw new Refusal("there is no file " + path);
    }
    String remark = note == null ? "import of " + path.getFileName() : note;
    Intake.Order order = new Intake.Order(batch, desk.author(), remark);
    try (OpenSpace space = desk.open();
        InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      Tally tally = new Intake(space.replica(), order, refusals).run(items(in));
      desk.screen().progressDone();
      tell(tally);
      return tally.refused() > 0 ? Exit.PARTLY : Exit.DONE;
    }
  }

  private Iterator<Item> items(InputStream in) {
    Format meant = format == null ? Format.of(file) : format;
    String typeName = type;
    String from = idFrom;
    return switch (meant) {
      case NDJSON -> new JsonItems(new NdjsonRows(in), typeName, from, renamed);
      case CSV -> {
        if (typeName == null || from == null) {
          throw new IllegalArgumentException(
              "a CSV file needs --type TYPE, and --id-from COLUMN for the column with the id");
        }
        CsvReader rows = new CsvReader(in, Encoding.named(encoding));
        yield new CsvItems(rows, typeName, from, renamed, exact);
      }
    };
  }

  private void tell(Tally tally) {
    if (desk.json()) {
      desk.screen()
          .json(
              new Doc()
                  .put("rows", tally.rows())
                  .put("created", tally.created())
                  .put("updated", tally.updated())
                  .put("unchanged", tally.unchanged())
                  .put("deleted", tally.deleted())
                  .put("refused", tally.refused())
                  .put("changesets", tally.changesets())
                  .putDocs("refusals", refusals.told));
      return;
    }
    desk.screen().line(sentence(tally));
  }

  private static String sentence(Tally tally) {
    return tally.rows()
        + " rows: "
        + tally.created()
        + " created, "
        + tally.updated()
        + " updated, "
        + tally.unchanged()
        + " unchanged, "
        + tally.refused()
        + " refused, "
        + tally.deleted()
        + " deleted here and left so; "
        + tally.changesets()
        + " changesets";
  }

  /// Tells of rows left out, and of how far it is.
  private final class Refusals implements Intake.Listener {
    final List<Doc> told = new ArrayList<>();

    @Override
    public void refused(Row.Bad row) {
      desk.screen().progressDone();
      desk.screen().complain("skein: refused: " + row.message());
      if (told.size() < MOST_REFUSALS) {
        Doc doc = new Doc().put("line", row.line()).put("column", row.column());
        if (row.offset() >= 0) {
          doc.put("byte", row.offset());
        }
        told.add(doc.put("reason", row.reason()));
      }
    }

    @Override
    public void progress(Tally soFar) {
      desk.screen().progress(sentence(soFar));
    }
  }
}
