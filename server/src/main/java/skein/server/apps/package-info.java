/// The apps of a node over HTTP: the addresses of the ancestor for programs, and for the pages of
/// each app an origin of its own. Start at [skein.server.apps.AppRoutes]. Must never: let anything
/// of an app be active on the node's own origin.
package skein.server.apps;
