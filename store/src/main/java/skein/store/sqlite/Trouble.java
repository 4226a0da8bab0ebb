package skein.store.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import skein.core.replica.StoreBroken;

/// Turns what the database says into a sentence: what was tried, on which file, why, what to do.
final class Trouble {
  /// What helps where a file is damaged.
  static final String ELSEWHERE =
      "see with skein verify what is sound, and restore a backup or clone the space anew from"
          + " another replica";

  private Trouble() {}

  /// `tried`: a verb, as in "cannot open".
  static StoreBroken with(String tried, Path file, SQLException cause) {
    return new StoreBroken(
        "cannot %s %s: %s [%s]".formatted(tried, file, advice(cause, file), said(cause)), cause);
  }

  private static String said(SQLException cause) {
    return String.valueOf(cause.getMessage()).replace('\n', ' ').toLowerCase(Locale.ROOT);
  }

  private static String advice(SQLException cause, Path file) {
    int code = cause instanceof SQLiteException known ? known.getResultCode().code : -1;
    int primary = code & 0xFF;
    // A connection needs 32 KiB beside the file, for what the processes share.
    boolean noRoomToShare = code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE.code;
    if (primary == SQLiteErrorCode.SQLITE_FULL.code || noRoomToShare) {
      return "the disk is full. Nothing of this was written; free some space and try again";
    } else if (primary == SQLiteErrorCode.SQLITE_READONLY.code) {
      return "file or folder is read-only. Make both writable, log.db-wal and log.db-shm as well";
    } else if (primary == SQLiteErrorCode.SQLITE_NOTADB.code) {
      return "it is not a Skein store, or its first page is damaged. Keep the file; " + ELSEWHERE;
    } else if (primary == SQLiteErrorCode.SQLITE_CORRUPT.code) {
      return "a page of the file is damaged. Keep the file; " + ELSEWHERE;
    } else if (primary == SQLiteErrorCode.SQLITE_BUSY.code
        || primary == SQLiteErrorCode.SQLITE_LOCKED.code) {
      return "another process has held it for over %d s. Look who has %s open, and try again"
          .formatted(Link.BUSY_MILLIS / 1000, file.getFileName());
    } else if (primary == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
      return "it, or a file beside it, cannot be opened. See that it exists and that you may read"
          + " and write its folder";
    } else if (primary == SQLiteErrorCode.SQLITE_IOERR.code) {
      return "the disk reports an error. Look into the system's log, and copy the folder elsewhere";
    }
    return "the database refuses. If it happens again, report it with this message";
  }
}
