/// What `_type` records say of the records of a type: forms, defaults, what is allowed, policies.
///
/// Start at [skein.core.schema.TypeSchema]. Pure. A schema refuses what is about to be written
/// here; it never refuses what another replica wrote: that is flagged and kept.
package skein.core.schema;
