/// What people type: the command line, one file a command. Start with [skein.app.cli.Skein].
///
/// Must never: hold a rule of its own; a command reads its arguments, calls, and prints.
package skein.app.cli;
