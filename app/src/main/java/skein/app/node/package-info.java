/// A home as a node: the adapters of what `skein.server.hosting` asks for. Start at
/// [skein.app.node.HomeSpaces]. Holds no rule about data.
package skein.app.node;
