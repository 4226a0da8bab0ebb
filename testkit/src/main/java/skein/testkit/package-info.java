/// What every test may lean on. Start with [skein.testkit.Scale].
///
/// Must never: be needed by a module that is shipped.
package skein.testkit;
