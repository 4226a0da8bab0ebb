/// HTTP, and who may ask for what. Start at [skein.server.http.Listener], which serves a
/// [skein.server.http.RouteTable]; every request passes the [skein.server.http.Guard] first.
///
/// The one package that knows the HTTP library. Knows nothing of records and replicas.
package skein.server.http;
