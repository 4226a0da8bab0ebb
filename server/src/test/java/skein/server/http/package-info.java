@NullMarked
package skein.server.http;

import org.jspecify.annotations.NullMarked;
