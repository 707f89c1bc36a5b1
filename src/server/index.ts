export { createApp } from './app.ts';
export { createLog, logDeskEvent, logUnexpected } from './log.ts';
export { type Server, startServer } from './server.ts';
