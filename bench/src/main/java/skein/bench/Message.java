package skein.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import skein.core.post.Offer;
import skein.core.post.Post;
import skein.core.post.Work;
import skein.core.value.Bytes;
import skein.core.value.Json;
import skein.core.value.Value;

/// The message of a board by its number: the same words each time. Its post has some 150 bytes.
record Message(int number) {
  /// When the first of them was posted, in seconds since 1970.
  static final long START_SECONDS = 1_760_000_000L;

  private static final List<String> WORDS =
      List.of(
          "water", "tent", "depot", "camp", "truck", "bridge", "well", "clinic", "road", "food");
  private static final int LENGTH_WORDS = 15;

  String text() {
    Random random = new Random(number);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < LENGTH_WORDS; i++) {
      words.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    return String.join(" ", words) + " " + number;
  }

  Value content() {
    var fields = new LinkedHashMap<String, Value>();
    fields.put("_table", Value.of("messages"));
    fields.put("message", Value.of(text()));
    return Value.of(fields);
  }

  /// Its bytes, as a page sends them.
  byte[] json() {
    return Json.write(content());
  }

  Post post() {
    return Post.of("application/json", Bytes.of(json()));
  }

  /// The post with the first work at hand: nobody looked for a better one.
  Offer offer() {
    long nonce = Integer.toUnsignedLong(new Random(number).nextInt());
    return new Offer.Whole(post(), new Work(START_SECONDS + number, nonce));
  }

  /// Those from `from` (included) on.
  static List<Offer> offers(Message from, int count) {
    List<Offer> offers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      offers.add(new Message(from.number + i).offer());
    }
    return offers;
  }

  /// How many bytes it has as a page sends it.
  int length() {
    return new String(json(), StandardCharsets.UTF_8).length();
  }
}
