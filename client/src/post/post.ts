// A post: bytes with their content type, named by their hash (spec/posts.md, Form).

import { type Bytes, concat, fromBase64url, toBase64url } from "../value/bytes.ts";
import { refuse } from "../value/malformed.ts";
import { sha256 } from "../value/sha256.ts";
import { utf8 } from "../value/text.ts";

/** The name of a post: 44 characters of standard base64. */
export type PostId = string;

const MAX_BODY_BYTES = 2 ** 20;

/** What a post is made of: length of the content type, content type, data. */
export function bodyOf(contentType: string, data: Uint8Array): Bytes {
  if (!/^[ -~]{1,255}$/.test(contentType)) {
    refuse(`'${contentType}' is no content type: 1 to 255 characters of visible ASCII`);
  }
  const body = concat(Uint8Array.of(contentType.length), utf8(contentType), data);
  return body.length <= MAX_BODY_BYTES
    ? body
    : refuse(`a post has ${body.length} bytes, the limit is ${MAX_BODY_BYTES}`);
}

/** The name that these very bytes have as a post. */
export function postId(contentType: string, data: Uint8Array): PostId {
  const text = toBase64url(sha256(bodyOf(contentType, data)));
  return `${text.replaceAll("-", "+").replaceAll("_", "/")}=`;
}

/** The 32 bytes that a name stands for. */
export function bytesOfId(id: PostId): Bytes {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(id)) {
    refuse(`'${id}' is no post id: 44 characters of base64`);
  }
  return fromBase64url(id.slice(0, -1).replaceAll("+", "-").replaceAll("/", "_"));
}
