/// What people get to see: records, conflicts, the log, as lines. The same as JSON stands in
/// `skein.server.shape`.
///
/// Start with [skein.app.view.Screen]. Must never: write to a space.
package skein.app.view;
