package skein.app.view;

import io.nayuki.qrcodegen.QrCode;
import java.util.ArrayList;
import java.util.List;

/// A QR code for a terminal: two modules a character, dark on light, with its quiet zone.
public final class QrText {
  /// Modules that are left free around the code; scanners need them.
  private static final int QUIET = 2;

  private QrText() {}

  /// The lines of a code that says `text`; none if it is too long for one.
  public static List<String> of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
    List<String> lines = new ArrayList<>();
    for (int y = -QUIET; y < code.size + QUIET; y += 2) {
      StringBuilder line = new StringBuilder("\u001b[40;37m");
      for (int x = -QUIET; x < code.size + QUIET; x++) {
        boolean upper = !code.getModule(x, y);
        boolean lower = !code.getModule(x, y + 1) && y + 1 < code.size + QUIET;
        line.append(upper ? (lower ? '\u2588' : '\u2580') : (lower ? '\u2584' : ' '));
      }
      lines.add(line + "\u001b[0m");
    }
    return lines;
  }
}
