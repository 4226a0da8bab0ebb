/// The golden cases of `spec/vectors`, run against core.
///
/// Start at `Vectors`. What is expected comes from the files, which node's own crypto and people
/// made; nothing here may compute an expected value with core.
package skein.testkit.vectors;
