/// Reads the rows of a file that is to be imported: CSV and newline-delimited JSON.
///
/// Start at [CsvReader]; [Row] is what it yields, [Encoding] turns the name a person typed into a
/// charset. [NdjsonRows] does the same for one JSON object a line.
///
/// Memory is bounded by [CsvReader#ROW_LIMIT_BYTES], whatever the size of the file. A row is given
/// exactly as it stands in the file or refused with its place; it must never be altered or guessed
/// at, and a refused row must never hide the rows after it without saying so. No other package may
/// name the CSV library.
package skein.app.csv;
