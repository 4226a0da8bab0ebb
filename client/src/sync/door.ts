// Signing in to a hub: what a page gets for an assertion that is true.

import { fromJson, textOf } from "./json.ts";
import { type Auth, Failure, jsonOf, reach } from "./store.ts";

/** Who signed in, and what shows it. */
export interface Login {
  email: string;
  auth: Auth;
}

/** @throws Failure if the hub does not believe it, with status 401 */
export async function signIn(verifyUrl: string, assertion: string): Promise<Login> {
  const body = new URLSearchParams({ assertion, audience: location.origin });
  const response = await reach(verifyUrl, { method: "POST", body });
  if (!response.ok) {
    throw new Failure(response.status, `signing in: the hub answered ${response.status}`);
  }
  const answer = await jsonOf(response);
  const email = textOf(answer.email);
  if (answer.status !== "okay" || email === undefined || !isAuth(answer.auth)) {
    throw new Failure(401, textOf(answer.reason) ?? "the hub did not let us in");
  }
  return { email, auth: answer.auth };
}

function isAuth(value: unknown): value is Auth {
  const { query, headers } = fromJson(value);
  const isTexts = (part: unknown) =>
    typeof part === "object" && Object.values(part ?? {}).every((one) => typeof one === "string");
  return (
    (query !== undefined || headers !== undefined) &&
    (query === undefined || typeof query === "string" || isTexts(query)) &&
    (headers === undefined || isTexts(headers))
  );
}
