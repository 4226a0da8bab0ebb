/// The page that a node shows in a browser: static files, made from the folder `web` and committed
/// beside this package's resources. Start at [skein.server.page.PageRoutes]. There is no data in
/// them and they know no token: everything the page shows it asks for like any other program.
package skein.server.page;
