/// What a node is handed by those who run it: spaces, who may read and write them, peers. All are
/// ports; the roof has the adapters. Start at [skein.server.hosting.Spaces].
package skein.server.hosting;
