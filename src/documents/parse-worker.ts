import { serveThread } from '../thread.ts';
import type { ParseTask } from './parse.ts';
import { type Plan, planDocument } from './plan.ts';

serveThread<ParseTask, Plan>(({ content, format, options }) => {
  const steps = planDocument(content, format, options);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) {
      return step.value;
    }
  }
});
