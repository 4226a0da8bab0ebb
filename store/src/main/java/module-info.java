import org.jspecify.annotations.NullMarked;

/// A replica's rest: SQLite files, keys, attachments, tables of posts.
@NullMarked
module skein.store {
  requires static transitive org.jspecify;
  requires transitive skein.core;
  requires transitive java.sql;
  requires java.management;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires org.xerial.sqlitejdbc;

  exports skein.store.blobs;
  exports skein.store.keys;
  exports skein.store.posts;
  exports skein.store.sqlite;
  exports skein.store.tables;
}
