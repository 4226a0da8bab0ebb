import { type Auth } from "./store.ts";
/** Who signed in, and what shows it. */
export interface Login {
    email: string;
    auth: Auth;
}
/** @throws Failure if the hub does not believe it, with status 401 */
export declare function signIn(verifyUrl: string, assertion: string): Promise<Login>;
