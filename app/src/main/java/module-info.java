import org.jspecify.annotations.NullMarked;

/// The roof: main, wiring, one file a command; the only module that knows all others.
@NullMarked
module skein.app {
  requires static transitive org.jspecify;
  requires com.nimbusds.jose.jwt;
  requires com.webauthn4j.core;
  requires de.siegmar.fastcsv;
  requires info.picocli;
  requires io.nayuki.qrcodegen;
  requires java.net.http;
  requires skein.core;
  requires skein.server;
  requires skein.store;
  requires skein.sync;

  opens skein.app.cli to
      info.picocli;
}
