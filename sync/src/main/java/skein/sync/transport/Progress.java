package skein.sync.transport;

import skein.core.replica.Received;

/// Is told how a pull gets on. Called on the pulling thread, between pages, without a lock held.
@FunctionalInterface
public interface Progress {
  /// Everything that has come so far, all pages together.
  void soFar(Received received);

  /// Tells nobody.
  static Progress silent() {
    return received -> {};
  }
}
