/// What programs get to see, as JSON: records, changesets, conflicts, outcomes. One shape for the
/// commands' `--json` and for the API. And how what programs send is read.
///
/// Start at [skein.server.shape.RecordShape]. Must never: write to a space, or know HTTP.
package skein.server.shape;
