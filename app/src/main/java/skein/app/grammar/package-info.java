/// How what people type is read: assignments, names of records, descriptions of properties.
///
/// Start with [skein.app.grammar.Assignment]. Pure. Must never: know a home or a command.
package skein.app.grammar;
