/// Brings the rows of a file into a space, and only what differs.
///
/// Start with [skein.app.intake.Intake]. Must never: alter or guess at a cell, or leave out a row
/// without saying so.
package skein.app.intake;
