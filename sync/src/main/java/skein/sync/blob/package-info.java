/// Attachments on their way from one node to another, by their SHA-256. Source: `spec/exchange.md`,
/// "Blobs".
///
/// Start at [skein.sync.blob.HttpBlobs]; [skein.sync.blob.BlobStore] is the port to where they are
/// kept. Must never hold a blob whole in memory, nor keep one that does not match its hash.
package skein.sync.blob;
