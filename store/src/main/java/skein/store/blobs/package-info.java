/// Attachments in a folder, each under its SHA-256.
///
/// Start at [skein.store.blobs.Blobs]. Must never show a blob before it is whole and on the disk,
/// nor hold one whole in memory.
package skein.store.blobs;
