/// What people and programs get to see: records, conflicts, the log, as lines and as JSON.
///
/// Start with [skein.app.view.Screen]. Must never: write to a space.
package skein.app.view;
