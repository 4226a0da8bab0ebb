package skein.app.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The rows of a CSV file, one after the other, of any size in bounded memory.
///
/// The first row is the header. Every later row is [Row.Good] with as many cells as the header, or
/// [Row.Bad]: bytes that are not of the charset, a NUL, another number of cells, a quote that is
/// not closed (see [RowSplitter] for where reading goes on), a cell over [#CELL_LIMIT_BYTES] or a
/// row over [#ROW_LIMIT_BYTES]. Empty lines are passed over. The byte order mark of UTF-8 is
/// skipped; in another charset it refuses the header. With a refused header there are no rows.
///
/// Confined to one thread. Failures to read are [UncheckedIOException].
public final class CsvReader implements Iterator<Row>, AutoCloseable {
  /// The longest cell, as it stands in the file, quotes included.
  public static final int CELL_LIMIT_BYTES = 1 << 20;

  /// The longest row.
  public static final int ROW_LIMIT_BYTES = 8 << 20;

  private final InputStream in;
  private final Charset charset;
  private final RowSplitter splitter;
  private final CsvReaderBuilder parser =
      de.siegmar.fastcsv.reader.CsvReader.builder().skipEmptyLines(false);
  private @Nullable Row header;
  private @Nullable Row ahead;

  /// @param in is read ahead, and closed by [#close]
  /// @param charset one that [Encoding#named] gives
  public CsvReader(InputStream in, Charset charset) {
    this.in = in;
    this.charset = Encoding.splittable(charset);
    this.splitter = new RowSplitter(in, charset);
  }

  /// The header, read at the first call: [Row.Good] with the names of the columns, all different
  /// and none empty, or [Row.Bad] with the reason why the file cannot be read at all.
  public Row header() {
    var known = header;
    if (known == null) {
      known = readHeader();
      header = known;
    }
    return known;
  }

  @Override
  public boolean hasNext() {
    if (ahead == null && header() instanceof Row.Good names) {
      ahead = read(names.cells().size());
    }
    return ahead != null;
  }

  @Override
  public Row next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException("the file has no further row");
    }
    var row = ahead;
    ahead = null;
    return row;
  }

  /// The rows that are left, as a sequential stream that may be used once.
  public Stream<Row> rows() {
    var order = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, order), false);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing the input failed", e);
    }
  }

  private Row readHeader() {
    if (splitter.skipByteOrderMark() && !RowSplitter.isUtf8(charset)) {
      return new Row.Bad(
          1, 1, 0, "the file begins with the mark of UTF-8, yet is read as " + charset.name());
    }
    var row = read(0);
    if (row == null) {
      return new Row.Bad(1, 1, 0, "the file is empty; its first line must name the columns");
    }
    return row instanceof Row.Good good ? checked(good) : row;
  }

  private static Row checked(Row.Good names) {
    var seen = new HashSet<String>();
    for (var name : names.cells()) {
      if (name.isBlank() || !seen.add(name)) {
        var what = name.isBlank() ? "has no name" : "repeats the name '" + name + "'";
        var at = name.isBlank() ? names.cells().indexOf(name) : names.cells().lastIndexOf(name);
        return new Row.Bad(names.line(), 1, 0, "column " + (at + 1) + " of the header " + what);
      }
    }
    return names;
  }

  /// The next row that is not blank, of `width` cells, or of any number if that is 0.
  private @Nullable Row read(int width) {
    var raw = splitter.next();
    while (raw != null && raw.isBlank()) {
      raw = splitter.next();
    }
    return raw == null ? null : row(raw, width);
  }

  private Row row(RawRow raw, int width) {
    return raw.fault().isPresent() ? raw.fault().get() : parsed(raw, width);
  }

  private Row parsed(RawRow raw, int width) {
    return switch (RowText.of(raw, charset)) {
      case RowText.Malformed malformed -> malformed.fault();
      case RowText.Decoded decoded -> counted(raw, cells(raw, decoded.text()), width);
    };
  }

  private List<String> cells(RawRow raw, String text) {
    try {
      return parser.ofSingleCsvRecord(text).getFields();
    } catch (CsvParseException e) {
      throw new IllegalStateException("the row at line " + raw.line() + " was split wrongly", e);
    }
  }

  private static Row counted(RawRow raw, List<String> cells, int width) {
    return width == 0 || cells.size() == width
        ? new Row.Good(raw.line(), cells)
        : new Row.Bad(
            raw.line(),
            1,
            raw.offset(),
            "the row has " + cells.size() + " cells, the header " + width);
  }
}
