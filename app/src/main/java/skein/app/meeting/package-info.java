/// How replicas of this home meet their peers: the adapters of [skein.app.home.Meeting].
///
/// Start with [skein.app.meeting.ByAddress]. Must never: write down what came of it; that is
/// [skein.app.home.Exchange]'s.
package skein.app.meeting;
