/// One SQLite file a space, `log.db`: the durable store behind a replica.
///
/// Start at [skein.store.sqlite.SqliteStore]; the tables stand in `Schema`. Readers see one
/// snapshot (`LogReading`), the one writer collects its rows and writes them in batches
/// (`LogWriting`). Must never: decide how values merge, or cache across transactions what another
/// process may change.
package skein.store.sqlite;
