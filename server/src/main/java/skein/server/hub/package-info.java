/// Personal stores over HTTP, by the protocol of the ancestor (spec/hub.md). Start at
/// [skein.server.hub.HubRoutes]. Must never: keep anything of a store beside its records, or let
/// anything in it be active on the node's own origin.
package skein.server.hub;
