/// What hosting an app's pages needs of several rooms at once.
///
/// Start at [skein.app.hosting.SchemaText]. Must never: know HTTP.
package skein.app.hosting;
