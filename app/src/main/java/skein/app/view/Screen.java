package skein.app.view;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import skein.server.shape.Doc;

/// Where answers and complaints go, and where a person is asked. Confined to one thread.
public final class Screen {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Optional<Keyboard> keyboard;
  private final Pace pace;

  /// Who answers questions: a person at a terminal.
  @FunctionalInterface
  public interface Keyboard {
    /// Asks, and gives what was typed without its line end; empty when there is no more.
    Optional<String> ask(String prompt);
  }

  /// A screen at which nobody sits: a file, a pipe, a script. Nothing is asked, no progress shown.
  public Screen(PrintWriter out, PrintWriter err) {
    this(out, err, Optional.empty(), Pace.real());
  }

  /// @param out for what was asked for
  /// @param err for complaints and progress
  /// @param keyboard there if a person looks on: then progress is shown, and questions are asked
  /// @param pace when progress is worth showing
  public Screen(PrintWriter out, PrintWriter err, Optional<Keyboard> keyboard, Pace pace) {
    this.out = out;
    this.err = err;
    this.keyboard = keyboard;
    this.pace = pace;
  }

  public PrintWriter out() {
    return out;
  }

  public PrintWriter err() {
    return err;
  }

  /// Who can be asked; empty where no person looks on.
  public Optional<Keyboard> keyboard() {
    return keyboard;
  }

  /// Prints a line of the answer.
  public void line(String text) {
    out.println(safe(text));
  }

  /// Draws, with what steers a terminal: for texts that are made here and hold no data of others.
  public void drawing(List<String> lines) {
    lines.forEach(out::println);
  }

  /// Prints one JSON document on a line of its own.
  public void json(Doc doc) {
    out.println(doc.text());
  }

  /// Prints a line of complaint.
  public void complain(String text) {
    progressDone();
    err.println(safe(text));
  }

  /// Shows how far a long job is, over what it showed before: on a terminal alone, and only once
  /// the job has taken a second.
  public void progress(String text) {
    if (keyboard.isPresent() && pace.isDue()) {
      err.print("\r" + safe(text) + "\u001b[K");
      err.flush();
    }
  }

  /// Takes the last progress away.
  public void progressDone() {
    if (keyboard.isPresent() && pace.ended()) {
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
