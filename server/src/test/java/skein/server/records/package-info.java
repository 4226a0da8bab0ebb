@NullMarked
package skein.server.records;

import org.jspecify.annotations.NullMarked;
