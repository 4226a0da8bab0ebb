package skein.store.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import skein.core.replica.StoreBroken;

/// The tables of a file, as the steps that lead from each version to the next. A step, once
/// released, never changes. `PRAGMA user_version` tells how many have been taken.
public record Schema(List<List<String>> steps) {
  /// "Skei", so that `file` and others can tell what it is.
  static final int APPLICATION_ID = 0x536B6569;

  /// Those of `log.db`.
  static final Schema CURRENT = new Schema(List.of(first(), second()));

  public Schema {
    steps = List.copyOf(steps);
  }

  private static List<String> first() {
    return List.of(
        """
        CREATE TABLE space (
          one INTEGER PRIMARY KEY CHECK (one = 1),
          charter BLOB NOT NULL,
          epoch TEXT NOT NULL,
          replica BLOB NOT NULL,
          key BLOB NOT NULL,
          grant_json BLOB,
          secret BLOB NOT NULL) STRICT
        """,
        """
        CREATE TABLE branch (
          id INTEGER PRIMARY KEY,
          replica BLOB NOT NULL,
          parent INTEGER NOT NULL,
          first INTEGER NOT NULL,
          head INTEGER NOT NULL,
          hash BLOB NOT NULL,
          millis INTEGER NOT NULL,
          key BLOB,
          grant_json BLOB) STRICT
        """,
        """
        CREATE TABLE changeset (
          number INTEGER PRIMARY KEY,
          branch INTEGER NOT NULL,
          seq INTEGER NOT NULL,
          hash BLOB NOT NULL,
          signature BLOB,
          void_reason TEXT,
          body BLOB NOT NULL) STRICT
        """,
        "CREATE UNIQUE INDEX changeset_place ON changeset (branch, seq)",
        "CREATE TABLE type (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
        // born: the first changeset that touched it; the later ones stand in record_changeset
        """
        CREATE TABLE record (
          id INTEGER PRIMARY KEY,
          type INTEGER NOT NULL,
          name TEXT NOT NULL,
          born INTEGER NOT NULL,
          ord INTEGER NOT NULL,
          several INTEGER NOT NULL,
          live BLOB NOT NULL) STRICT
        """,
        "CREATE UNIQUE INDEX record_name ON record (type, name)",
        "CREATE INDEX record_type ON record (type)",
        "CREATE UNIQUE INDEX record_order ON record (ord)",
        "CREATE INDEX record_several ON record (id) WHERE several = 1",
        """
        CREATE TABLE record_changeset (
          record INTEGER NOT NULL,
          changeset INTEGER NOT NULL,
          PRIMARY KEY (record, changeset)) STRICT, WITHOUT ROWID
        """);
  }

  /// withheld: 0 the body is here; 1 forgotten, 2 purged, and in place of the body stands its hash
  private static List<String> second() {
    return List.of(
        "ALTER TABLE changeset ADD COLUMN withheld INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE space ADD COLUMN retention INTEGER NOT NULL DEFAULT " + Long.MAX_VALUE,
        "CREATE INDEX changeset_withheld ON changeset (number, withheld) WHERE withheld > 0");
  }

  int latest() {
    return steps.size();
  }

  /// Takes the steps that the file lacks. Within a transaction.
  public void raise(Link link, Path file) {
    int found = found(link, file);
    for (int version = found; version < latest(); version++) {
      steps.get(version).forEach(link::script);
    }
    if (found < latest()) {
      link.script("PRAGMA application_id = " + APPLICATION_ID);
      link.script("PRAGMA user_version = " + latest());
    }
  }

  /// Opens a file to be read only, and refuses it unless it is of the newest version.
  ///
  /// @return how it is to be opened from now on
  public Link.Mode requireLatest(Path file) {
    Link.Mode mode = readingMode(file);
    try (Link link = Link.open(file, mode)) {
      int found = versionOf(link, file);
      if (found != latest()) {
        throw new StoreBroken(
            "cannot read %s: its version is %d, this Skein reads %d. Open it once for writing"
                .formatted(file, found, latest()));
      }
    }
    return mode;
  }

  /// How a file is opened that is only read.
  static Link.Mode readingMode(Path file) {
    Path journal = file.resolveSibling(file.getFileName() + "-wal");
    boolean frozen =
        !Files.isWritable(file.toAbsolutePath().resolveSibling(".")) && !Files.exists(journal);
    return frozen ? Link.Mode.FROZEN : Link.Mode.READ;
  }

  /// The version of a store that was made before; refuses what is none, or a later one.
  int versionOf(Link link, Path file) {
    int application = link.one("PRAGMA application_id", row -> row.getInt(1)).orElse(0);
    int found = found(link, file);
    if (application != APPLICATION_ID || found == 0) {
      throw new StoreBroken(
          "cannot open %s: it is an SQLite file, but not a Skein store. If it is left over from an"
                  .formatted(file)
              + " interrupted creation, delete it and create the space again; else restore a"
              + " backup, or clone the space anew from another replica");
    }
    return found;
  }

  private int found(Link link, Path file) {
    int found = link.one("PRAGMA user_version", row -> row.getInt(1)).orElse(0);
    if (found > latest()) {
      throw new StoreBroken(
          "cannot open %s: it was written by a later Skein"
                  .concat(" (its version is %d, this Skein knows %d).")
                  .formatted(file, found, latest())
              + " Use that later Skein");
    }
    return found;
  }
}
