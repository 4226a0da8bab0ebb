import { type Bytes } from "../value/bytes.ts";
/** The name of a post: 44 characters of standard base64. */
export type PostId = string;
/** What a post is made of: length of the content type, content type, data. */
export declare function bodyOf(contentType: string, data: Uint8Array): Bytes;
/** The name that these very bytes have as a post. */
export declare function postId(contentType: string, data: Uint8Array): PostId;
/** The 32 bytes that a name stands for. */
export declare function bytesOfId(id: PostId): Bytes;
