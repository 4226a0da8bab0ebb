/// The page served, and a node with sample data for the tests in `web/test/browser/showcase`. Start
/// at [skein.server.page.Showcase].
@NullMarked
package skein.server.page;

import org.jspecify.annotations.NullMarked;
