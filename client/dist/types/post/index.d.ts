export { findWork, type Search } from "./mining.ts";
export { postId, type PostId } from "./post.ts";
export { score, type Work } from "./score.ts";
