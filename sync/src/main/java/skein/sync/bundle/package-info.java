/// Lines in one file that is carried by hand, by mail, or by whatever copies files. Source:
/// `spec/bundle.md`.
///
/// Start at [skein.sync.bundle.Bundle]. Must never hold a bundle whole in memory, nor believe
/// anything that stands in it.
package skein.sync.bundle;
