import { serveThread } from '../thread.ts';
import { type PackedPlan, packPlan } from './packed-plan.ts';
import type { ParseTask } from './parse.ts';
import { planDocument } from './plan.ts';

serveThread<ParseTask, PackedPlan>(({ content, format, options }) => {
  const steps = planDocument(content, format, options);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) {
      return packPlan(step.value, content);
    }
  }
});
