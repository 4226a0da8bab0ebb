/// A node over spaces in memory, and a client to talk to it over a real socket.
@NullMarked
package skein.server.world;

import org.jspecify.annotations.NullMarked;
