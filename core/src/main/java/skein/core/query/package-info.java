/// Asking for records by the values of their properties.
///
/// Start at [skein.core.query.Query]. Pure: a query is a test and an order over
/// [skein.core.merge.RecordView]; who scans the records is somebody else's business.
package skein.core.query;
