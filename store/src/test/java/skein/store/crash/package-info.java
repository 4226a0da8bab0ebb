/// Real processes on one store, killed at random moments; and what the system was asked to write.
///
/// Start at [skein.store.crash.CrashTest].
package skein.store.crash;
