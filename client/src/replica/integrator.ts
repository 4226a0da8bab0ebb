// Takes in lines from elsewhere, group by group: checks chain and signature, judges the bodies,
// appends and applies (spec/encoding.md, F). A group is integrated whole or not at all. Within one
// transaction.

import { dotOf, headMessage, nextPlace, type Place, startOf } from "../history/chain.ts";
import { grantMessage } from "../history/charter.ts";
import { type KeyPair, newKeyPair, verify } from "../history/keys.ts";
import { bodyHash, type Line, MAX_GROUP_BYTES, MAX_GROUP_LINES } from "../history/line.ts";
import { fromBase64url, toBase64url } from "../value/bytes.ts";
import { type ReplicaId, replicaOf } from "../value/ids.ts";
import type { Branch, Origin } from "./chains.ts";
import { judge } from "./verdict.ts";
import type { NewLine, Writing } from "./writing.ts";

/** Something worth telling of lines that came. */
export interface Remark {
  kind: "void" | "fork" | "held" | "forged";
  replica: ReplicaId;
  seq: number;
  reason: string;
}

/** What became of lines. `withheld`: some wait because their bodies were not sent. */
export interface Received {
  integrated: number;
  known: number;
  withheld: boolean;
  remarks: Remark[];
}

/** Where a group attaches: the place before it, and whose it is. */
interface Attachment {
  origin: Origin;
  branch: Branch | undefined;
  before: Place;
}

interface Pending {
  lines: Line[];
  bytes: number;
}

export class Integrator {
  readonly received: Received = { integrated: 0, known: 0, withheld: false, remarks: [] };
  private readonly pending = new Map<ReplicaId, Pending>();
  private readonly stopped = new Set<ReplicaId>();
  private metSelf = false;

  constructor(
    private readonly writing: Writing,
    private readonly nowMillis: number,
  ) {}

  /** Takes lines as they come. `lacks`: whether this one may come without its body. */
  async take(lines: Line[], lacks: (line: Line, at: number) => boolean): Promise<void> {
    for (const [at, line] of lines.entries()) {
      if (!this.stopped.has(line.replica)) {
        await this.takeOne(line, lacks(line, at));
      }
    }
  }

  /** To be called when all have come. */
  async finish(): Promise<Received> {
    if (this.metSelf) {
      this.writing.renew(identityOf(await newKeyPair()));
    }
    return this.received;
  }

  private async takeOne(line: Line, mayLack: boolean): Promise<void> {
    if (line.seq > 1 && (line.key !== undefined || line.grant)) {
      return this.stop("forged", line, "key or grant on a later line");
    }
    if (line.run !== undefined || (line.hash !== undefined && !mayLack)) {
      this.received.withheld = true;
      return this.stop("held", line, "the sender has forgotten its body");
    }
    const group = this.pending.get(line.replica) ?? { lines: [], bytes: 0 };
    this.pending.set(line.replica, group);
    const last = group.lines.at(-1);
    if (last && last.seq + 1 !== line.seq) {
      return this.stop("forged", line, "it does not follow the line before");
    }
    if (group.lines.length >= MAX_GROUP_LINES || group.bytes + line.body.length > MAX_GROUP_BYTES) {
      return this.stop("forged", line, "too much without a signature");
    }
    group.lines.push(line);
    group.bytes += line.body.length;
    if (line.sig !== undefined) {
      this.pending.delete(line.replica);
      await this.close(group.lines, line.sig);
    }
  }

  private stop(kind: "held" | "forged", { replica, seq }: Line, reason: string): void {
    this.received.remarks.push({ kind, replica, seq, reason });
    this.stopped.add(replica);
    this.pending.delete(replica);
  }

  private async close(lines: Line[], sig: string): Promise<void> {
    const first = lines[0]!;
    const fault = first.seq === 1 ? await this.faultOfFirst(first) : undefined;
    if (fault !== undefined) {
      return this.stop("forged", first, fault);
    }
    const attachments = this.attachments(first);
    if (attachments.length === 0) {
      return this.stop("held", first, "the line before it is not here");
    }
    const signature = fromBase64url(sig);
    for (const attachment of attachments) {
      const places = placesAfter(attachment.before, lines);
      const end = places.at(-1)!;
      if (this.writing.chains.has(dotOf(end))) {
        this.received.known += lines.length;
        return;
      }
      const key = fromBase64url(attachment.origin.key);
      const message = headMessage(this.writing.charter.space, end);
      if (await verify({ key, message, signature })) {
        return this.judge(attachment, lines, places, sig);
      }
    }
    this.stop("forged", lines.at(-1)!, "its signature does not fit");
  }

  /** What is wrong with key and grant, which stand on the first line of a replica. */
  private async faultOfFirst({ key, grant, replica }: Line): Promise<string | undefined> {
    if (key === undefined || replicaOf(fromBase64url(key)) !== replica) {
      return "its key is missing, or not the replica's";
    }
    const { write, space, owner } = this.writing.charter;
    if (write === "any") {
      return undefined;
    }
    if (!grant || grant.replica !== key || grant.space !== space) {
      return "it has no grant for this space";
    }
    const signature = fromBase64url(grant.sig);
    const isSigned = await verify({ key: owner, message: grantMessage(grant), signature });
    return isSigned ? undefined : "its grant is not the owner's";
  }

  private attachments(first: Line): Attachment[] {
    const { chains, charter } = this.writing;
    if (first.seq === 1) {
      const { replica, key, grant } = first;
      const origin = { replica, key: key!, ...(grant && { grant }) };
      return [{ origin, branch: undefined, before: startOf(charter.space, replica, grant) }];
    }
    return chains.of(first.replica).flatMap((branch) => {
      const before = first.seq - 1 >= branch.from && chains.place(branch, first.seq - 1);
      return before ? [{ origin: branch.origin, branch, before }] : [];
    });
  }

  /** Integrates the lines that are new, unless one of them must wait. */
  private judge(attachment: Attachment, lines: Line[], places: Place[], sig: string): void {
    const { chains, charter } = this.writing;
    const fresh = places.findIndex((place) => !chains.has(dotOf(place)));
    this.received.known += fresh;
    const limit = charter.write === "granted" ? attachment.origin.grant : undefined;
    const group = { lines: lines.slice(fresh), places: places.slice(fresh), limit };
    const verdict = judge(group, chains, this.nowMillis);
    if (verdict.verdict === "held") {
      return this.stop("held", group.lines[verdict.at]!, verdict.reason);
    }
    const before = fresh === 0 ? attachment.before : places[fresh - 1]!;
    this.append(this.branchAfter(attachment, before), verdict.lines, sig);
    this.metSelf ||= attachment.origin.replica === this.writing.head.identity.origin.replica;
  }

  /** The branch that ends at `before`, or a new one that begins there. */
  private branchAfter({ origin }: Attachment, before: Place): Branch {
    const { chains } = this.writing;
    const isKnown = chains.of(origin.replica).length > 0;
    const holder = before.seq > 0 ? chains.branchOf(dotOf(before)) : undefined;
    if (holder && holder.head === before.seq) {
      return holder;
    }
    if (isKnown) {
      const reason = "this replica has two histories";
      const { replica } = origin;
      this.received.remarks.push({ kind: "fork", replica, seq: before.seq + 1, reason });
    }
    return holder ? this.writing.addBranch(holder, before) : this.writing.addRoot(origin);
  }

  private append(branch: Branch, lines: NewLine[], sig: string): void {
    let end = branch;
    for (const line of lines) {
      end = this.writing.append(end, line);
      this.received.integrated++;
      if (line.fault !== undefined) {
        const { replica } = branch.origin;
        this.received.remarks.push({ kind: "void", replica, seq: end.head, reason: line.fault });
      }
    }
    this.writing.sign(fromBase64url(sig));
  }
}

function placesAfter(before: Place, lines: Line[]): Place[] {
  let place = before;
  return lines.map((line) => (place = nextPlace(place, bodyHash(line))));
}

/** The identity of a replica with these keys, without a grant. */
export function identityOf({ publicKey, secret }: KeyPair) {
  const origin: Origin = { replica: replicaOf(publicKey), key: toBase64url(publicKey) };
  return { origin, secret };
}
