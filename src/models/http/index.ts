export type { BodyReader, Response, ResponseBody } from './call.ts';
export type { Headers } from './head.ts';
export { post, type Target, targetOf } from './post.ts';
