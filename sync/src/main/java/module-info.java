import org.jspecify.annotations.NullMarked;

/// How replicas meet: the exchange as a pure state machine, and what carries its bytes.
@NullMarked
module skein.sync {
  requires static transitive org.jspecify;
  requires transitive java.net.http;
  requires transitive skein.core;

  exports skein.sync.blob;
  exports skein.sync.bundle;
  exports skein.sync.ending;
  exports skein.sync.exchange;
  exports skein.sync.live;
  exports skein.sync.posts;
  exports skein.sync.transport;
}
