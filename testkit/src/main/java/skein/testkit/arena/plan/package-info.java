/// What is to happen in one run of the arena: verbs, made from a seed before anything runs.
///
/// Start with [skein.testkit.arena.plan.Generator]. Must never: look at what came of a verb.
package skein.testkit.arena.plan;
