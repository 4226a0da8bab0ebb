package skein.app.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/// Writes rows as CSV (RFC 4180): commas, lines that end with LF, quotes where they are needed. A
/// row never looks like an empty line. Confined to one thread.
public final class CsvPrinter {
  private final CsvWriter rows;

  /// @param out is flushed and closed by whoever gave it
  public CsvPrinter(Writer out) {
    this.rows = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(0).build(out);
  }

  /// Writes a row.
  public void row(List<String> cells) {
    rows.writeRecord(cells);
  }

  /// Hands on whatever is still held here.
  public void flush() {
    try {
      rows.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the rows cannot be written", e);
    }
  }
}
