/// One SQLite file a space: the durable store behind a replica.
///
/// Must never: decide how values merge.
package skein.store.sqlite;
