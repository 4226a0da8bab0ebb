/// What people type: the command line, one file a command. Start with [skein.app.cli.Skein];
/// [skein.app.cli.Desk] is what all commands share.
///
/// Must never: hold a rule of its own; a command reads its arguments, calls, and prints.
package skein.app.cli;
