export { describeBuiltin } from './builtin/index.ts';
export { lookAgain, suggest } from './builtin/suggest/index.ts';
export { PROTECTED as NO_PROSE } from './builtin/words.ts';
export {
  type Model,
  type OptimizationType,
  optimizationTypes,
  type Prompt,
  type RewriteEnd,
  type RewriteEvent,
  type RewriteRequest,
  type RuleEdit,
  type Suggestion,
  type Usage,
} from './model.ts';
export { createModels, type Endpoint, type Models } from './models.ts';
export { costOf } from './price.ts';
export { countTokens, estimateTokens } from './tokens.ts';
export { addUsage, noUsage } from './usage.ts';
