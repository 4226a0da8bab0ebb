package skein.app.hub;

import java.util.Optional;
import skein.app.home.PasskeyBook;
import skein.app.home.PasskeyHolder;
import skein.core.value.Bytes;

/// Whose key has signed, and its id: what slips say that hang on that very key. Once it is removed,
/// as it was lost, whoever found it can do nothing with a slip.
record Signed(String user, Bytes id) {
  /// As a slip says it; a name has no blank.
  String text() {
    return user + " " + id.base64url();
  }

  static Signed parse(String text) {
    int blank = text.indexOf(' ');
    return new Signed(text.substring(0, blank), Bytes.parse(text.substring(blank + 1)));
  }

  /// Its owner, if he still has it.
  Optional<PasskeyHolder> holder(PasskeyBook book) {
    return book.find(PasskeyHolder.handle(user)).filter(this::isOf);
  }

  boolean isOf(PasskeyHolder holder) {
    return holder.key(id).isPresent();
  }
}
