/// What carries the messages of an exchange from one replica to another.
///
/// Start at [skein.sync.transport.Pull]; a new way to reach others implements
/// [skein.sync.transport.Transport]. [skein.sync.transport.HttpTransport] is the client's half over
/// HTTP, [skein.sync.transport.Sittings] the node's. Knows nothing of what the messages say, and no
/// store: a folder is pulled from as a replica over a store that the caller opened, read-only if
/// need be.
package skein.sync.transport;
