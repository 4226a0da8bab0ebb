package skein.app.hub;

import java.util.Optional;
import skein.app.home.PasskeyBook;
import skein.app.home.PasskeyHolder;
import skein.core.value.Bytes;

/// Whose key has signed, and which: what slips say that hang on that very key. Once it is removed,
/// as it was lost, whoever found it can do nothing with a slip.
///
/// @param mark the hash of the key's id, which may be longer than a slip
record Signed(String user, Bytes mark) {
  static Signed by(String user, Bytes id) {
    return new Signed(user, Bytes.sha256(id));
  }

  /// As a slip says it; a name has no blank.
  String text() {
    return user + " " + mark.base64url();
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
    return holder.keys().stream().anyMatch(key -> isBy(key.id()));
  }

  /// True if the key of this id has signed.
  boolean isBy(Bytes id) {
    return Bytes.sha256(id).equals(mark);
  }
}
