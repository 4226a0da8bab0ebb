@NullMarked
package skein.server.node;

import org.jspecify.annotations.NullMarked;
