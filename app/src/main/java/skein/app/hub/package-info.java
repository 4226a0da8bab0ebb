/// A home as a hub: personal stores as its spaces, and tokens for the people they belong to. Start
/// at [skein.app.hub.HomeStores]. Must never: know HTTP.
package skein.app.hub;
