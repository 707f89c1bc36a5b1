import { createServer, request } from 'node:http';
import { pipeline } from 'node:stream';
import { endpointURL, listen } from './listen.ts';

// The limit: bytes in, bytes out, and nothing is understood.
const server = createServer((req, res) => {
  const upstream = request(
    `${endpointURL}/chat/completions`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': req.headers['content-length'] },
    },
    (answer) => {
      res.writeHead(answer.statusCode ?? 502, { 'content-type': answer.headers['content-type'] });
      res.flushHeaders();
      // A client that left ends the call too.
      pipeline(answer, res, () => {});
    },
  );
  upstream.on('error', () => res.destroy());
  res.on('close', () => upstream.destroy());
  req.pipe(upstream);
});

listen(server, '/');
