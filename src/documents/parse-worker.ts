import { parentPort } from 'node:worker_threads';
import type { ParseRequest, ParseResponse } from './parse-thread.ts';
import { planDocument } from './plan.ts';

parentPort?.on('message', (request: ParseRequest) => {
  parentPort?.postMessage(respond(request));
});

function respond({ id, content, format, options }: ParseRequest): ParseResponse {
  try {
    const steps = planDocument(content, format, options);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        return { id, plan: step.value };
      }
    }
  } catch (error) {
    return { id, message: error instanceof Error ? error.message : String(error) };
  }
}
