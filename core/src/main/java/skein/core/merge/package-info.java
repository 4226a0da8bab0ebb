/// From live entries to what a reader sees: policies, votes and healing, counters, sets, presence.
///
/// Start at [skein.core.merge.RecordView]. Pure: a function of the live entries (and of the policy)
/// alone, so that equal knowledge gives equal answers (spec/merge.md). Winners are never stored.
package skein.core.merge;
