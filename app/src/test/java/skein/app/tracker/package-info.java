/// The history of a tracker, played by many people who work apart and meet now and then: once on
/// replicas in this process, once on nodes in processes of their own.
///
/// Start with [skein.app.tracker.TrackerStep]: how an event of the history becomes an edit.
package skein.app.tracker;
