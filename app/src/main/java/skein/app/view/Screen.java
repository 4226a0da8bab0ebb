package skein.app.view;

import java.io.PrintWriter;
import skein.server.shape.Doc;

/// Where answers and complaints go. Confined to one thread.
///
/// @param out for what was asked for
/// @param err for complaints and progress
/// @param terminal true if a person looks on: then progress is shown
public record Screen(PrintWriter out, PrintWriter err, boolean terminal) {
  /// Prints a line of the answer.
  public void line(String text) {
    out.println(safe(text));
  }

  /// Prints one JSON document on a line of its own.
  public void json(Doc doc) {
    out.println(doc.text());
  }

  /// Prints a line of complaint.
  public void complain(String text) {
    err.println(safe(text));
  }

  /// Shows how far a long job is, on a terminal alone, over what it showed before.
  public void progress(String text) {
    if (terminal) {
      err.print("\r" + safe(text) + "\u001b[K");
      err.flush();
    }
  }

  /// Takes the last progress away.
  public void progressDone() {
    if (terminal) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }

  /// Data must not steer a terminal: control characters stand as `\\u001b`.
  static String safe(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      boolean steers = (letter < ' ' && letter != '\t') || (letter >= 0x7f && letter < 0xa0);
      if (steers) {
        safe.append(String.format("\\u%04x", (int) letter));
      } else {
        safe.append(letter);
      }
    }
    return safe.toString();
  }
}
