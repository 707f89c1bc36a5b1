import { serveThread } from '../thread.ts';
import { type PackedPlan, packPlan } from './packed-plan.ts';
import type { ParseTask } from './parse.ts';
import { planDocument } from './plan.ts';
import { finish } from './steps.ts';

serveThread<ParseTask, PackedPlan>(({ content, format, options }) =>
  packPlan(finish(planDocument(content, format, options)), content),
);
