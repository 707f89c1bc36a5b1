export { createLog, logDeskEvent } from './log.ts';
export { type Server, startServer } from './server.ts';
