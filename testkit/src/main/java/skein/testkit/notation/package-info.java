/// Histories of a few replicas in a notation that reads at a glance, for tests of merging.
///
/// Start at [skein.testkit.notation.Play]. The replicas are real ones over memory stores; only
/// clock and keys are made up. Nothing random happens here: that is the arena's.
package skein.testkit.notation;
