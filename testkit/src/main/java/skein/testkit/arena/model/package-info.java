/// A second, slow and simple model of the rules, written from the design and not from the code:
/// what the arena compares replicas with.
///
/// Start with [skein.testkit.arena.model.SlowState]. Must never: ask a replica for an answer.
package skein.testkit.arena.model;
