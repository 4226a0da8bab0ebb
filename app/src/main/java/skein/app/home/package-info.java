/// One person's spaces on one machine: where the files lie, what the spaces are called here, whom
/// they were pulled from.
///
/// Start with [skein.app.home.Home]. Must never: look into a space; that is the replica's.
package skein.app.home;
