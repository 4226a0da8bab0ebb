package skein.server.hosting;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.post.Work;
import skein.core.value.Bytes;
import skein.core.value.Value;

/// An app that a node hosts. Port. Safe for all threads.
public interface App {
  /// A file of an app's content, whose bytes are here.
  record Stored(Bytes sha256, String type, long size) {}

  /// What there is at a path.
  sealed interface Found {
    /// A file, here.
    record Here(Stored file) implements Found {}

    /// A file that is not here yet, or an app of which nothing is known yet; `why`: a sentence.
    record Coming(String why) implements Found {}

    /// A file that this host does not take; `why`: a sentence.
    record Beyond(String why) implements Found {}

    /// Nothing.
    record Absent() implements Found {}
  }

  /// What became of a file that was brought.
  sealed interface Put {
    record Done() implements Put {}

    /// Only the owner may.
    record NotOwner() implements Put {}

    /// There is nothing to delete.
    record Absent() implements Put {}

    /// It, or all of them together, would be too large.
    record TooLarge(String why) implements Put {}

    /// It can never be: a path that is too long, a schema that is none.
    record Wrong(String why) implements Put {}
  }

  /// What is to be posted: these very bytes, which are a JSON object.
  ///
  /// @param work what whoever brings it has found; null: the node looks for some
  /// @param fromPage a page of the app asks, which may not do so too often
  record Draft(Bytes json, @Nullable Work work, boolean fromPage) {}

  /// What became of a post.
  sealed interface Posted {
    record Done(String id) implements Posted {}

    /// It breaks a rule.
    record Wrong(String why) implements Posted {}

    record TooLarge(String why) implements Posted {}

    /// The app is full of posts that rank higher.
    record Full(String why) implements Posted {}

    /// Too many come at a time.
    record Busy(String why) implements Posted {}
  }

  /// What a query comes to.
  sealed interface Answer {
    record Rows(List<String> columns, List<List<Value>> rows) implements Answer {
      public Rows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
      }
    }

    /// No answer, and why; `later`: the same may be answered at another time.
    record Refused(String why, boolean later) implements Answer {}
  }

  /// How far the tables and the content have come: numbers that only grow in the life of a node.
  record State(long tables, long content) {}

  /// Looks for a file. What is still to come is waited for, at most so long, and is fetched first.
  Found look(String path, Duration patience);

  /// The bytes of a file that was found; the caller closes them.
  ///
  /// @throws IOException if it has gone meanwhile
  InputStream open(Stored file) throws IOException;

  /// Keeps a file, in place of the one at that path.
  ///
  /// @throws IOException when `content` cannot be read to its end
  Put put(String path, String type, InputStream content) throws IOException;

  /// Deletes a file.
  Put delete(String path);

  /// Adds a post, or raises it, if its bytes are here already.
  Posted post(Draft draft);

  /// Asks the app's tables.
  ///
  /// @param parameters a list or an object
  Answer ask(String sql, Value parameters);

  State state();

  /// Calls `listener` after every change of what is here of the app.
  Hosted.Watch onChange(Runnable listener);
}
