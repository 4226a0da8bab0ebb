/// One replica of a space: the one stateful engine, over the ports [skein.core.replica.Store],
/// [skein.core.replica.Signer], [skein.core.replica.Verifier] and
/// [skein.core.replica.Surroundings].
///
/// Start at [skein.core.replica.Replica]. Local edits become changes in `Composer` and `Undoing`,
/// lines from elsewhere are judged in `Integrator`; both write through one transaction of the
/// store. This package decides nothing about merging: that is [skein.core.merge].
package skein.core.replica;
