import { createView, parseDocument } from '../documents/index.ts';
import { countTokens, type OptimizationType } from '../models/index.ts';
import { pause } from '../turns.ts';
import { contextOf } from './context.ts';
import { newNonce } from './frame.ts';
import { buildPrompt } from './prompt/prompt.ts';
import type { SourceDocument, Task } from './source.ts';

/** What the optimization of a document will take where every call goes well. */
export interface DocumentEstimate {
  readonly segments: number;
  readonly lockedSegments: number;
  /** Of prose. */
  readonly words: number;
  readonly promptTokens: number;
  readonly completionTokensLow: number;
  readonly completionTokensHigh: number;
}

/**
 * How many tokens a rewrite has for each of its source's, at least and at most. From people's edits of blocks of eight
 * sentences, 1st and 99th percentile: 0.93 to 1.06 for fluency (JFLEG), 0.52 to 1.03 for simplification (ASSET).
 */
const outputRatio: Readonly<Record<OptimizationType, readonly [low: number, high: number]>> = {
  GRAMMAR: [0.93, 1.06],
  STYLE: [0.8, 1.1],
  FORMALITY: [0.8, 1.2],
  NEUTRALITY: [0.8, 1.06],
  CLARITY: [0.6, 1.1],
  CONCISENESS: [0.5, 1],
  SIMPLICITY: [0.52, 1.1],
  CUSTOM: [0.5, 1.5],
};

/** Plans a document as it would be optimized, and counts the tokens of its prompts. Calls no model. */
export async function estimateDocument(
  document: SourceDocument,
  task: Task,
  signal: AbortSignal,
): Promise<DocumentEstimate> {
  const { content, format } = document;
  const plan = await parseDocument(content, format, task, signal);
  const texts: string[] = [];
  const users: string[] = [];
  let system = '';
  for (const [index, { blocks, isLocked }] of plan.segments.entries()) {
    if (isLocked) {
      continue;
    }
    const { text } = createView(content, blocks);
    const prompt = buildPrompt({
      ...task,
      documentType: document.type,
      documentName: document.name,
      context: contextOf(content, plan, index),
      refusal: undefined,
      text,
      nonce: newNonce(),
    });
    system = prompt.system;
    users.push(prompt.user);
    texts.push(text);
    await pause(signal);
  }
  const [systemTokens = 0] = await countTokens([system], signal);
  const promptTokens = systemTokens * users.length + sum(await countTokens(users, signal));
  const textTokens = sum(await countTokens(texts, signal));
  const [low, high] = outputRatio[task.optimizationType];
  return {
    segments: plan.segments.length,
    lockedSegments: plan.segments.filter(({ isLocked }) => isLocked).length,
    words: sum(plan.segments.map(({ words }) => words)),
    promptTokens,
    completionTokensLow: Math.floor(low * textTokens),
    completionTokensHigh: Math.ceil(high * textTokens),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
