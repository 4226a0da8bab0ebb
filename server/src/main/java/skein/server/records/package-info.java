/// Records over HTTP: read, search, change, settle, watch; the same in the ancestor's shape. What
/// is promised to clients stands in `spec/http.md`.
///
/// Start at [skein.server.records.RecordRoutes], the table of its routes. Must never: decide how
/// values merge, or open a store.
package skein.server.records;
