// A real provider of OpenID Connect (oidc-provider) on this machine, and what an attacker would
// make of its keys.

import { createHmac, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import { Provider } from "oidc-provider";

export const CLIENT = "notes";

const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A provider that listens; it has its first client once it is told where that is. */
export async function startProvider() {
  let answer = (request, response) => response.writeHead(503).end();
  const server = http.createServer((request, response) => answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${server.address().port}`;
  let key;

  /** Begins to sign with a key of this id, and with no other. */
  function serve(back, kid) {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    key = { kid, privateKey };
    const jwk = { ...privateKey.export({ format: "jwk" }), kid, use: "sig", alg: "RS256" };
    const client = {
      client_id: CLIENT,
      redirect_uris: [back],
      token_endpoint_auth_method: "none",
      application_type: "native",
    };
    const provider = new Provider(issuer, {
      clients: [client],
      jwks: { keys: [jwk] },
      cookies: { keys: ["for tests alone"] },
      claims: { openid: ["sub"], email: ["email", "email_verified"] },
      conformIdTokenClaims: false,
      findAccount: (context, id) => ({
        accountId: id,
        claims: () => ({ sub: id, email: id, email_verified: true }),
      }),
    });
    answer = provider.callback();
  }

  return {
    issuer,
    serve,
    /** What it says of somebody. */
    claims: (nonce, more = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const mail = "ann@example.com";
      const who = { iss: issuer, sub: mail, aud: CLIENT, email: mail, email_verified: true };
      return { ...who, nonce, iat: now, exp: now + 600, ...more };
    },
    /** An ID token by its key. */
    sign: (claims) => {
      const text = `${part({ alg: "RS256", typ: "JWT", kid: key.kid })}.${part(claims)}`;
      return `${text}.${sign("sha256", Buffer.from(text), key.privateKey).toString("base64url")}`;
    },
    /** One that nobody signed. */
    unsigned: (claims) => `${part({ alg: "none", typ: "JWT" })}.${part(claims)}.`,
    /** One by a secret that everybody knows: the public key. */
    byPublicKey: (claims) => {
      const pem = createPublicKey(key.privateKey).export({ type: "spki", format: "pem" });
      const text = `${part({ alg: "HS256", typ: "JWT", kid: key.kid })}.${part(claims)}`;
      return `${text}.${createHmac("sha256", pem).update(text).digest("base64url")}`;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
