/// What a node is to other nodes, over real sockets.
@NullMarked
package skein.server.peers;

import org.jspecify.annotations.NullMarked;
