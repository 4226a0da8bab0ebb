/// Replicas that a program in another language leads, to compare its own with.
///
/// Start at `Twin`. What it is told and what it answers are lines of strict JSON.
@NullMarked
package skein.testkit.twin;

import org.jspecify.annotations.NullMarked;
