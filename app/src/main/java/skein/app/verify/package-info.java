/// Whether a store is what its log says: everything that was signed, computed again.
///
/// Start with [skein.app.verify.Verification]. Must never: write to what it verifies.
package skein.app.verify;
