package skein.core.replica;

import skein.core.history.Header;
import skein.core.history.Line;
import skein.core.value.Bytes;

/// What a log keeps of a line's body: the bytes as their author wrote them or, where they were let
/// go, their SHA-256, with which the chain still fits.
public sealed interface StoredBody {
  /// The body is here.
  record Here(Bytes bytes) implements StoredBody {
    @Override
    public Bytes hash() {
      return Bytes.sha256(bytes);
    }
  }

  /// The body is not here. `purged`: let go for good, since somebody purged a record that it
  /// changed; otherwise forgotten, and to be had from whoever still has it.
  record Gone(Bytes hash, boolean purged) implements StoredBody {}

  /// SHA-256 of the body.
  Bytes hash();

  /// The body that a line brings; a withheld one counts as forgotten.
  static StoredBody of(Line line) {
    return line.header().withheld() instanceof Header.OneBody(Bytes hash)
        ? new Gone(hash, false)
        : new Here(line.body());
  }
}
