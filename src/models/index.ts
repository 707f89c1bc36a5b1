export { describeBuiltin } from './builtin/index.ts';
export {
  type Model,
  type OptimizationType,
  optimizationTypes,
  type Prompt,
  type RewriteEvent,
  type RewriteRequest,
  type Usage,
} from './model.ts';
export { createModels, type Endpoint, type Models } from './models.ts';
export { addUsage, estimateTokens, noUsage } from './usage.ts';
