/** Something from outside that is not what the formats allow; the message says what and where. */
export class Malformed extends Error {}

/** Refuses with a sentence; usable where a value is due. */
export function refuse(message: string): never {
  throw new Malformed(message);
}

/** What `work` gives; what `otherwise` makes of the sentence if it refuses. Other errors pass. */
export function attempt<T, U>(work: () => T, otherwise: (reason: string) => U): T | U {
  try {
    return work();
  } catch (error) {
    if (error instanceof Malformed) {
      return otherwise(error.message);
    }
    throw error;
  }
}
