/** Something from outside that is not what the formats allow; the message says what and where. */
export class Malformed extends Error {
  override readonly name = "Malformed";
}

/** Refuses with a sentence; usable where a value is due. */
export function refuse(message: string): never {
  throw new Malformed(message);
}

/** Whether `work` gives something; `undefined` if it refuses as malformed, and no other error. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Malformed) {
      return undefined;
    }
    throw error;
  }
}
