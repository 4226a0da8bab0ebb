// Reads `text/event-stream` as it comes in pieces (HTML standard, section 9.2). Pure.

export interface ServerEvent {
  name: string;
  data: string;
  id: string;
}

/** A line longer than this ends the stream: nothing of ours is. In characters. */
const MAX_LINE = 8 << 20;

export class EventReader {
  private rest = "";
  private name = "";
  private data: string[] = [];
  private id = "";

  /** The events that a piece completes. */
  push(piece: string): ServerEvent[] {
    const lines = (this.rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? "";
    if (this.rest.length > MAX_LINE) {
      throw new Error(`an event is longer than ${MAX_LINE} characters`);
    }
    const events: ServerEvent[] = [];
    for (const line of lines) {
      if (line === "") {
        if (this.data.length > 0) {
          const name = this.name === "" ? "message" : this.name;
          events.push({ name, data: this.data.join("\n"), id: this.id });
        }
        this.name = "";
        this.data = [];
      } else {
        this.take(line);
      }
    }
    return events;
  }

  private take(line: string): void {
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") {
      this.data.push(value);
    } else if (field === "event") {
      this.name = value;
    } else if (field === "id") {
      this.id = value;
    }
  }
}
