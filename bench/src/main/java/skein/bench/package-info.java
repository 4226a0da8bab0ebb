/// Measurements side by side with plain rivals. Start with [skein.bench.Main].
///
/// Must never: be a dependency of anything.
package skein.bench;
