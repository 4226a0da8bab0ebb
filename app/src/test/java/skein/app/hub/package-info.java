/// A hub over real sockets: the scenarios of its protocol, and attacks on it. Start at
/// [skein.app.hub.HubNode].
package skein.app.hub;
