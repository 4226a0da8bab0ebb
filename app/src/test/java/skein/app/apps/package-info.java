/// Apps as their authors, their readers and those who mean harm meet them: over real sockets. Start
/// at [skein.app.apps.AppNode].
package skein.app.apps;
