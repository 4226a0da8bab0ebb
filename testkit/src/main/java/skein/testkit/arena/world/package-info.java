/// The replicas of one run, what they do to each other, and the laws that are checked meanwhile.
///
/// Start with [skein.testkit.arena.world.World]. Must never: use a clock, a thread or chance that
/// does not come from the script.
package skein.testkit.arena.world;
