/// The contract that every store keeps, as tests to run over any of them.
///
/// Start at [skein.testkit.store.StoreContract]. Must never: know a particular store, beside the
/// one in memory that the others are compared with.
package skein.testkit.store;
