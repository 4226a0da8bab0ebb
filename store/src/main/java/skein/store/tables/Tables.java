package skein.store.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skein.core.replica.StoreBroken;

/// An app's posts as SQL tables, in a folder of their own. Safe for all threads.
///
/// The folder holds nothing else and can be deleted. What is torn, unfinished or of another format
/// is passed over when it is opened, and the tables then are those of [TableSchema#NONE] with the
/// cursor 0. So a caller does one thing only: whenever [#schema] is not the app's schema, it feeds
/// all posts to a [Remap] and swaps; then it applies what happens after [#cursor].
public final class Tables implements AutoCloseable {
  private static final Pattern NUMBERED = Pattern.compile("view-([0-9]{1,9})\\.db");

  private final Path folder;
  private final ReentrantLock writing = new ReentrantLock();
  private int lastNumber;
  private volatile View current;

  private Tables(Path folder, int lastNumber, View current) {
    this.folder = folder;
    this.lastNumber = lastNumber;
    this.current = current;
  }

  /// Opens the tables in this folder, which is made if need be. One opening at a time.
  public static Tables open(Path folder) {
    View found = null;
    int last = 0;
    for (Path file : numbered(folder)) {
      last = Math.max(last, number(file));
      Optional<View> view = found == null ? View.open(file) : Optional.empty();
      if (view.isPresent()) {
        found = view.get();
      } else {
        View.delete(file);
      }
    }
    if (found == null) {
      found = View.create(file(folder, ++last), TableSchema.NONE);
      found.finish();
    }
    return new Tables(folder, last, found);
  }

  private static List<Path> numbered(Path folder) {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        return files
            .filter(file -> NUMBERED.matcher(String.valueOf(file.getFileName())).matches())
            .sorted(Comparator.comparingInt(Tables::number).reversed())
            .toList();
      }
    } catch (IOException e) {
      throw new StoreBroken("cannot open the tables in " + folder + " [" + e + "]", e);
    }
  }

  private static int number(Path file) {
    return Integer.parseInt(
        NUMBERED.matcher(String.valueOf(file.getFileName())).replaceFirst("$1"));
  }

  private static Path file(Path folder, int number) {
    return folder.resolve("view-" + number + ".db");
  }

  /// What the tables were made for. NONE once the file turned out to be torn.
  public TableSchema schema() {
    View view = current;
    return view.isDamaged() ? TableSchema.NONE : view.schema();
  }

  /// What the last batch that was applied gave.
  public long cursor() {
    return current.cursor();
  }

  /// Carries changes over, in this order, in one transaction that also remembers `cursor`.
  ///
  /// @param cursor how far these changes lead: any number, given back by [#cursor]
  public void apply(List<PostChange> changes, long cursor) {
    writing.lock();
    try {
      current.apply(changes, cursor);
    } finally {
      writing.unlock();
    }
  }

  /// Begins tables of another schema, or these ones anew, in a second file.
  public Remap remap(TableSchema schema) {
    writing.lock();
    try {
      return new Remap(this, View.create(file(folder, ++lastNumber), schema));
    } finally {
      writing.unlock();
    }
  }

  /// Lets queries see the new file from now on; those that run end on the old one.
  void swap(View next) {
    View old;
    writing.lock();
    try {
      next.finish();
      old = current;
      current = next;
    } finally {
      writing.unlock();
    }
    old.closeAndDelete();
  }

  /// Runs one query on a connection of its own.
  Answer read(Function<Reader, Answer> query) {
    while (true) {
      View view = current;
      @Nullable Reader reader = view.borrow();
      if (reader != null) {
        try {
          return told(view, query.apply(reader));
        } finally {
          view.giveBack(reader);
        }
      } else if (view == current) {
        throw new IllegalStateException("the tables in " + folder + " are closed");
      }
    }
  }

  private static Answer told(View view, Answer answer) {
    if (answer instanceof Answer.Refused refused && refused.reason() == Answer.Reason.DAMAGED) {
      view.damage();
    }
    return answer;
  }

  /// Waits for the queries that run, and closes. An unfinished [Remap] is to be closed before.
  @Override
  public void close() {
    writing.lock();
    try {
      current.closeSealed();
    } finally {
      writing.unlock();
    }
  }
}
