/// The arena: many replicas, one seed, every kind of trouble, and the laws that hold all the same.
///
/// Start with [skein.testkit.arena.Arena]. Must never: let a failing seed go without the command
/// that shows it again.
package skein.testkit.arena;
