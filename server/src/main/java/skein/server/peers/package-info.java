/// What a node is to other nodes: the exchange, its live form, and how a peer is let in. Start at
/// [skein.server.peers.PeerRoutes]. Says nothing about single records.
package skein.server.peers;
