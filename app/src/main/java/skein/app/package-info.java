/// The way in. Start with [skein.app.Main].
///
/// Must never: decide anything about data.
package skein.app;
