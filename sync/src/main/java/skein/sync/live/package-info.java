/// Two nodes that stay in step over one connection, as long as it stands. Source:
/// `spec/exchange.md`, "Live".
///
/// Start at [skein.sync.live.LiveSide], which both ends use, whatever carries their frames;
/// [skein.sync.live.LiveClient] is the end that connects, over a WebSocket. Must never hold more
/// than its limits allow, nor trust the other end to keep its own.
package skein.sync.live;
