@NullMarked
package skein.server.shape;

import org.jspecify.annotations.NullMarked;
