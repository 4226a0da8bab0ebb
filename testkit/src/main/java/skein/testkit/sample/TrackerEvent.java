package skein.testkit.sample;

import java.util.List;

/// One event in the history of a bug tracker.
///
/// @param issue the number of the issue, from 1
/// @param timeSeconds when, in seconds since 1970
/// @param author who
public record TrackerEvent(int issue, long timeSeconds, String author, Action action) {

  /// What was done.
  public sealed interface Action {
    /// The word for it in the file.
    default String word() {
      return switch (this) {
        case Create _ -> "create";
        case Comment _ -> "comment";
        case Edit _ -> "edit";
        case Labels _ -> "labels";
        case Status _ -> "status";
        case Title _ -> "title";
      };
    }
  }

  /// The issue is opened; the first event of every issue.
  public record Create(String title, String text) implements Action {}

  /// A text is added.
  public record Comment(String text) implements Action {}

  /// The author's latest text in the issue is replaced, else the opening text.
  public record Edit(String text) implements Action {}

  /// Labels come or go.
  public record Labels(List<String> added, List<String> removed) implements Action {
    public Labels {
      added = List.copyOf(added);
      removed = List.copyOf(removed);
    }
  }

  /// `open` or `closed`.
  public record Status(String status) implements Action {}

  /// The title is replaced.
  public record Title(String title) implements Action {}
}
