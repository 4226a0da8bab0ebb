package skein.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is drawn on a terminal, read by a scanner's code as a camera would see it.
final class QrTextTest {
  private static final int PIXELS_A_MODULE = 6;
  private static final int LIGHT = 0xFFFFFF;

  @Test
  void aScannerReadsTheLink() throws Exception {
    for (int rest : new int[] {1, 60, 200}) {
      String link =
          "https://192.168.1.20:8443/s/5f0c7127b6dc0e4d0a5c9d0a3a1f#name=bugs&secret="
              + "x".repeat(rest);
      assertThat(scanned(QrText.of(link))).isEqualTo(link);
    }
  }

  private static String scanned(List<String> drawing) throws Exception {
    List<String> lines =
        drawing.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList();
    int width = lines.getFirst().length() * PIXELS_A_MODULE;
    int height = lines.size() * 2 * PIXELS_A_MODULE;
    int[] pixels = new int[width * height];
    Arrays.setAll(
        pixels,
        at -> {
          int column = at % width / PIXELS_A_MODULE;
          int row = at / width / PIXELS_A_MODULE;
          return isLight(lines.get(row / 2).charAt(column), row % 2 == 0) ? LIGHT : 0;
        });
    RGBLuminanceSource seen = new RGBLuminanceSource(width, height, pixels);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(seen))).getText();
  }

  /// The halves of a character that are drawn in the foreground are light.
  private static boolean isLight(char drawn, boolean upper) {
    return switch (drawn) {
      case '\u2588' -> true;
      case '\u2580' -> upper;
      case '\u2584' -> !upper;
      default -> false;
    };
  }
}
