package skein.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.app.csv.CsvPrinter;
import skein.app.home.DiskTrouble;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.app.intake.CellText;
import skein.core.merge.RecordView;
import skein.core.replica.Found;
import skein.core.replica.Snapshot;
import skein.server.shape.Doc;
import skein.server.shape.RecordShape;

/// Writes the records of a type to a file.
@Command(
    name = "export",
    description = "Writes the records of a type as CSV or NDJSON, one a row.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nTo the screen, or to the file of -o, which is replaced whole or not at all. What is",
      "written is what show shows: of an open conflict the provisional winner, of a counter its",
      "number, of a set the list of its elements; deleted records are left out. History does not",
      "go along: for that there are clone and backup.",
      "An import of it brings back every value: for NDJSON import FILE.ndjson, for CSV import",
      "FILE.csv --exact --type TYPE --id-from id. A counter then counts on from its number.",
      "NDJSON lines have type, id, values, and open where a property is in conflict. CSV: the id",
      "stands first, then every property that some record has; texts stand as they are, unless",
      "they would read as a number or the like: then, and for all else, as JSON.",
      "With --json and -o the answer is: type, records, file.",
      "%nExamples:",
      "  $ skein -s bugs export ticket",
      "  $ skein -s bugs export ticket -o tickets.csv",
      "  $ skein -s bugs export ticket -o tickets.ndjson --json"
    })
final class Export implements Callable<Integer> {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "TYPE", description = "The type of the records.")
  private String type = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write.")
  private @Nullable String file;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv or ndjson; else by the file's name, ndjson on the screen.")
  private @Nullable Format format;

  @Option(names = "--id-as", paramLabel = "COLUMN", description = "The id's column; else id.")
  private String idAs = "id";

  private long records;

  Export(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws IOException {
    String name = file;
    Format meant = format != null ? format : name == null ? Format.NDJSON : Format.of(name);
    try (OpenSpace space = desk.open()) {
      desk.hintAtTypes(space, type);
      if (name == null) {
        space.replica().read(view -> write(view, meant, desk.screen().out()));
        desk.screen().progressDone();
        return Exit.DONE;
      }
      Path path = desk.path(name);
      replace(path, space, meant);
      desk.screen().progressDone();
      if (desk.json()) {
        Doc doc = new Doc().put("type", type).put("records", records);
        desk.screen().json(doc.put("file", path.toString()));
      } else {
        desk.screen().line(records + " records written to " + path);
      }
      return Exit.DONE;
    }
  }

  /// Writes aside and renames, so that a file never holds half.
  private void replace(Path path, OpenSpace space, Format meant) throws IOException {
    Path aside = path.resolveSibling("." + path.getFileName() + ".new");
    try {
      try (PrintWriter out =
          new PrintWriter(Files.newBufferedWriter(aside, StandardCharsets.UTF_8))) {
        space.replica().read(view -> write(view, meant, out));
        if (out.checkError()) {
          throw new Refusal(aside + " cannot be written to the end; is the disk full?");
        }
      }
      Files.move(aside, path, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Refusal(
          path + " cannot be written: " + DiskTrouble.why(e) + "; choose another with -o", e);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private Format write(Snapshot view, Format meant, PrintWriter out) {
    switch (meant) {
      case NDJSON -> view.forEach(type, found -> line(found, out));
      case CSV -> rows(view, new CsvPrinter(out));
    }
    return meant;
  }

  private void line(Found found, PrintWriter out) {
    RecordView view = found.view();
    if (view.exists()) {
      out.print(RecordShape.exported(view).text());
      out.print('\n');
      count();
    }
  }

  private void count() {
    records++;
    desk.screen().progress(records + " records");
  }

  /// Two passes over one view: the first finds the columns.
  private void rows(Snapshot view, CsvPrinter out) {
    Set<String> names = new TreeSet<>();
    view.forEach(
        type,
        found -> {
          if (found.view().exists()) {
            names.addAll(found.view().values().keySet());
          }
        });
    if (names.contains(idAs) || names.stream().anyMatch(String::isBlank)) {
      throw new Refusal(
          "CSV cannot hold this: a property is called '"
              + (names.contains(idAs) ? idAs + "', as the id's column; choose --id-as" : "'")
              + ", or use --format ndjson");
    }
    List<String> header = new ArrayList<>(List.of(idAs));
    header.addAll(names);
    out.row(header);
    view.forEach(type, found -> row(found.view(), names, out));
    out.flush();
  }

  private void row(RecordView view, Set<String> names, CsvPrinter out) {
    if (view.exists()) {
      List<String> cells = new ArrayList<>(List.of(view.key().id()));
      names.forEach(name -> cells.add(CellText.of(view.value(name))));
      out.row(cells);
      count();
    }
  }
}
