import org.jspecify.annotations.NullMarked;

/// Measurements; never shipped.
@NullMarked
module skein.bench {
  requires static transitive org.jspecify;
  requires java.sql;
  requires skein.core;
  requires skein.server;
  requires skein.store;
  requires skein.sync;
  requires skein.testkit;
  requires org.xerial.sqlitejdbc;
}
