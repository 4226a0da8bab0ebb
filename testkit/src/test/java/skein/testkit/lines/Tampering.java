package skein.testkit.lines;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Ways to spoil a transfer. Confined to one case.
final class Tampering {
  /// What is done to a transfer.
  enum Kind {
    FLIP_BIT,
    INSERT_BYTE,
    DELETE_BYTE,
    TRUNCATE,
    OVERWRITE,
    SWAP_LINES,
    MOVE_LINE,
    DROP_LINE,
    REPEAT_LINE,
    FOREIGN_LINE,
    SWAP_BODIES,
    SWAP_HEADERS,
    DROP_SIGNATURE,
    SWAP_SIGNATURES,
    REPEAT_KEY,
    CHANGE_SEQUENCE,
    CHANGE_REPLICA,
    CHANGE_KEY,
    CHANGE_GRANT,
    WITHHOLD,
    CUT_GROUP
  }

  private final Random random;
  private final List<byte[]> foreign;

  /// `foreign`: lines of another space.
  Tampering(Random random, List<byte[]> foreign) {
    this.random = random;
    this.foreign = foreign;
  }

  byte[] apply(Kind kind, byte[] transfer) {
    return switch (kind) {
      case FLIP_BIT -> flipBit(transfer);
      case INSERT_BYTE -> splice(transfer, new Cut(at(transfer), 0), random.nextInt(256));
      case DELETE_BYTE -> splice(transfer, new Cut(at(transfer), 1), -1);
      case TRUNCATE -> Arrays.copyOf(transfer, at(transfer));
      case OVERWRITE -> overwrite(transfer);
      case SWAP_LINES,
          MOVE_LINE,
          DROP_LINE,
          REPEAT_LINE,
          FOREIGN_LINE,
          SWAP_BODIES,
          SWAP_HEADERS,
          DROP_SIGNATURE,
          SWAP_SIGNATURES,
          REPEAT_KEY,
          CHANGE_SEQUENCE,
          CHANGE_REPLICA,
          CHANGE_KEY,
          CHANGE_GRANT,
          WITHHOLD,
          CUT_GROUP ->
          join(lines(kind, split(transfer)));
    };
  }

  private int at(byte[] transfer) {
    return random.nextInt(Math.max(1, transfer.length));
  }

  private byte[] flipBit(byte[] transfer) {
    byte[] copy = transfer.clone();
    if (copy.length > 0) {
      copy[at(copy)] ^= (byte) (1 << random.nextInt(8));
    }
    return copy;
  }

  private byte[] overwrite(byte[] transfer) {
    byte[] copy = transfer.clone();
    int from = at(copy);
    int to = Math.min(copy.length, from + 1 + random.nextInt(40));
    int source = at(copy);
    for (int i = from; i < to; i++) {
      copy[i] = transfer[(source + i - from) % transfer.length];
    }
    return copy;
  }

  /// How many bytes leave a transfer, and where.
  private record Cut(int at, int removed) {}

  /// `inserted`: the byte that takes their place, -1 for none.
  private static byte[] splice(byte[] transfer, Cut cut, int inserted) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(transfer.length + 1);
    out.write(transfer, 0, Math.min(cut.at, transfer.length));
    if (inserted >= 0) {
      out.write(inserted);
    }
    int rest = Math.min(transfer.length, cut.at + cut.removed);
    out.write(transfer, rest, transfer.length - rest);
    return out.toByteArray();
  }

  /// The lines of a transfer with their line feeds; the last may lack it.
  static List<byte[]> split(byte[] transfer) {
    List<byte[]> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < transfer.length; i++) {
      if (transfer[i] == '\n') {
        lines.add(Arrays.copyOfRange(transfer, from, i + 1));
        from = i + 1;
      }
    }
    if (from < transfer.length) {
      lines.add(Arrays.copyOfRange(transfer, from, transfer.length));
    }
    return lines;
  }

  private static byte[] join(List<byte[]> lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    lines.forEach(out::writeBytes);
    return out.toByteArray();
  }

  private List<byte[]> lines(Kind kind, List<byte[]> lines) {
    if (lines.isEmpty()) {
      return lines;
    }
    int one = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    switch (kind) {
      case SWAP_LINES -> Collections.swap(lines, one, other);
      case MOVE_LINE -> lines.add(other, lines.remove(one));
      case DROP_LINE -> lines.remove(one);
      case REPEAT_LINE -> lines.add(other, lines.get(one));
      case FOREIGN_LINE -> lines.add(one, foreign.get(random.nextInt(foreign.size())));
      case CUT_GROUP -> lines.subList(one, Math.min(lines.size(), one + 2)).clear();
      case SWAP_BODIES -> exchange(lines, new Two(one, other));
      case SWAP_HEADERS -> exchange(lines, new Two(other, one));
      default -> lines.set(one, text(kind, lines.get(one), lines.get(other)));
    }
    return lines;
  }

  /// The places of two lines.
  private record Two(int one, int other) {}

  /// Gives two lines each other's body.
  private static void exchange(List<byte[]> lines, Two two) {
    String first = latin(lines.get(two.one));
    String second = latin(lines.get(two.other));
    int tab = first.indexOf('\t');
    int otherTab = second.indexOf('\t');
    if (tab >= 0 && otherTab >= 0) {
      lines.set(two.one, latin(first.substring(0, tab) + second.substring(otherTab)));
      lines.set(two.other, latin(second.substring(0, otherTab) + first.substring(tab)));
    }
  }

  private byte[] text(Kind kind, byte[] line, byte[] other) {
    String text = latin(line);
    int tab = Math.max(0, text.indexOf('\t'));
    String header = text.substring(0, tab);
    String source = latin(other);
    String changed =
        switch (kind) {
          case DROP_SIGNATURE -> header.replaceAll(",\"sig\":\"[^\"]*\"}$", "}");
          case SWAP_SIGNATURES -> taken(header, source, "\"sig\":\"[^\"]*\"}$");
          case REPEAT_KEY -> header.replaceFirst("(\"seq\":\\d+)", "$1,$1");
          case CHANGE_SEQUENCE ->
              header.replaceFirst("\"seq\":\\d+", "\"seq\":" + (1 + random.nextInt(9)));
          case CHANGE_REPLICA -> taken(header, source, "\"replica\":\"[a-z2-7]*\"");
          case CHANGE_KEY -> withKey(header, source);
          case CHANGE_GRANT -> header.replaceFirst("\"types\":\\[[^\\]]*\\]", "\"types\":[\"*\"]");
          case WITHHOLD -> header.replaceFirst("}$", ",\"body\":\"" + "0a".repeat(32) + "\"}");
          default -> header;
        };
    String body = kind == Kind.WITHHOLD ? "\t\n" : text.substring(tab);
    return latin(changed + body);
  }

  private static String withKey(String header, String source) {
    java.util.regex.Matcher key =
        java.util.regex.Pattern.compile(",\"key\":\"[^\"]*\"").matcher(source);
    return key.find()
        ? header.replaceFirst("(,\"key\":\"[^\"]*\")?(,\"sig\"|}$)", key.group() + "$2")
        : header.replaceFirst(",\"key\":\"[^\"]*\"", "");
  }

  private static String taken(String header, String source, String pattern) {
    String sourceHeader = source.substring(0, Math.max(0, source.indexOf('\t')));
    java.util.regex.Matcher found = java.util.regex.Pattern.compile(pattern).matcher(sourceHeader);
    return found.find()
        ? header.replaceFirst(pattern, java.util.regex.Matcher.quoteReplacement(found.group()))
        : header;
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
