/// Signing in at providers by OpenID Connect (Core 1.0, Discovery 1.0), over Nimbus JOSE + JWT.
/// Start at [skein.app.oidc.Oidc]. Must never: take a provider's word for anybody without its
/// signature, or know personal stores.
package skein.app.oidc;
