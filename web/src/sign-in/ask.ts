// Asking the node of this page.

/** The node said no, and why. */
export class Refused extends Error {}

/** Asks with JSON, and gives the JSON that comes back. Addresses are beside the page. */
export async function ask(method: string, address: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(address, {
    method,
    headers: { "Content-Type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const json = (await answer.json()) as unknown;
  if (!answer.ok) {
    const { detail } = json as { detail?: string };
    throw new Refused(detail ?? `the node answered ${answer.status}`);
  }
  return json;
}
