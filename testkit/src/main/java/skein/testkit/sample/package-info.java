/// Sample data with the shapes of two real files: a relief organisation's catalogue of items and
/// the history of a bug tracker.
///
/// Start at [SampleData], which says what the checks run on. [ReliefCatalogue] and [TrackerHistory]
/// generate; [TrackerHistory#read] also reads the real file. All words are invented, the same seed
/// always gives the same bytes, and nothing of the real files may be copied in here.
package skein.testkit.sample;
