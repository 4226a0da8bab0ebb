/// A whole node: the table of all its routes, served. Start at [skein.server.node.Node].
package skein.server.node;
