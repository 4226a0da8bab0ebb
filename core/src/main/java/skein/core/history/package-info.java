/// How changes travel: charters, grants, bodies, lines, chains and frontiers.
///
/// Start at [skein.core.history.Line] and [skein.core.history.Body]. Everything is immutable and a
/// pure function of bytes; signatures are checked by whoever holds a verifier. Nothing here knows
/// what a replica has integrated.
package skein.core.history;
