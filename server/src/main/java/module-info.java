import org.jspecify.annotations.NullMarked;

/// A node's face: HTTP, the exchange endpoint, the record API. It is handed replicas and never
/// opens a store.
@NullMarked
module skein.server {
  requires static transitive org.jspecify;
  requires transitive skein.core;
  requires transitive skein.sync;
  requires io.helidon.webserver;
  requires io.helidon.webserver.websocket;
  requires java.logging;

  exports skein.server.apps;
  exports skein.server.hosting;
  exports skein.server.http;
  exports skein.server.hub;
  exports skein.server.node;
  exports skein.server.records;
  exports skein.server.shape;
}
