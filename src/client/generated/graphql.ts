/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type DocumentFormat =
  | 'HTML'
  | 'MARKDOWN'
  | 'TEXT';

/** Exactly one of `content` and `file`. */
export type DocumentInput = {
  content?: string | null | undefined;
  /** A file by the GraphQL multipart request specification. */
  file?: Blob | null | undefined;
  /** By the name's extension when absent, else TEXT. */
  format?: DocumentFormat | null | undefined;
  name: string;
  /** What kind of text it is, for the prompt: `report`, `email`. `document` when absent. */
  type?: string | null | undefined;
};

export type DocumentStatus =
  | 'FULFILLED'
  /** At least one segment kept the source's text because its rewrite was refused. */
  | 'FULFILLED_WITH_ISSUES';

export type ErrorCode =
  | 'CANCELLED'
  | 'CURSOR_INVALID'
  | 'FORBIDDEN'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'INTERNAL'
  | 'INVALID_INPUT'
  | 'JOB_EXPIRED'
  | 'MODEL_AUTHENTICATION'
  | 'MODEL_NOT_FOUND'
  | 'MODEL_OUTPUT_INVALID'
  | 'MODEL_OUTPUT_TRUNCATED'
  | 'MODEL_QUOTA_EXCEEDED'
  | 'MODEL_RATE_LIMITED'
  | 'MODEL_REFUSED'
  | 'MODEL_TIMEOUT'
  | 'MODEL_UNAVAILABLE'
  | 'NOT_FOUND'
  | 'QUOTA_EXCEEDED'
  | 'RATE_LIMITED'
  | 'TOO_LARGE'
  | 'UNAUTHENTICATED'
  | 'UNSUPPORTED_DOCUMENT';

export type JobStatus =
  | 'CANCELLED'
  | 'COMPLETED'
  | 'COMPLETED_WITH_ISSUES'
  | 'FAILED'
  | 'QUEUED'
  | 'RUNNING';

export type OnDisconnect =
  /** Cancelled when nobody has followed it for the server's grace period (30 s unless configured). */
  | 'CANCEL'
  /** Runs to its end. */
  | 'CONTINUE';

export type OptimizationType =
  | 'CLARITY'
  | 'CONCISENESS'
  | 'CUSTOM'
  | 'FORMALITY'
  | 'GRAMMAR'
  | 'NEUTRALITY'
  | 'SIMPLICITY'
  | 'STYLE';

export type OptimizeInput = {
  /** Who reads it, in plain words: `new customers`, `a judge`. */
  audience?: string | null | undefined;
  /** 1 to `limits.documents` documents. */
  documents: Array<DocumentInput>;
  /** Same key and same input: the same job, whatever its state. Same key and other input: IDEMPOTENCY_KEY_REUSED. */
  idempotencyKey?: string | number | null | undefined;
  /** What the writer wants besides, in plain words. Required for CUSTOM. */
  instructions?: string | null | undefined;
  /** A model's id; the server's default when absent. `builtin` is the rule-based editor that needs no key. */
  model?: string | null | undefined;
  /** What becomes of the job when nobody follows it any more. */
  onDisconnect?: OnDisconnect;
  optimizationType: OptimizationType;
  /** Words and phrases that must come out exactly as they went in. */
  protectedTerms?: Array<string> | null | undefined;
  /** Whether headings of Markdown and HTML are rewritten too; not when absent. Links to anchors that are made of their words may break. */
  rewriteHeadings?: boolean | null | undefined;
};

export type PreservationKind =
  | 'CODE'
  | 'LANGUAGE'
  | 'LENGTH'
  | 'NUMBER'
  | 'PLACEHOLDER'
  | 'PREAMBLE'
  | 'PROTECTED_TERM'
  | 'STRUCTURE'
  | 'URL';

export type SegmentState =
  /** Checked and final. */
  | 'COMMITTED'
  /** The source's own text, final: the rewrite was refused (see the result's `segments`). */
  | 'KEPT'
  /** The source's own text, final: there is no prose in it. */
  | 'LOCKED'
  /** Provisional: it may still be replaced. */
  | 'STREAMING';

export type Stage =
  | 'CANCELLING'
  | 'CHECKING'
  | 'FALLING_BACK'
  | 'PREPARING'
  | 'PROCESSING'
  | 'QUEUED'
  | 'RECOVERING'
  | 'RETRYING'
  | 'STARTING'
  | 'STREAMING';

type Place_CompleteChunk_Fragment = { cursor: string, jobId: string, timestamp: string };

type Place_ErrorChunk_Fragment = { cursor: string, jobId: string, timestamp: string };

type Place_ProgressChunk_Fragment = { cursor: string, jobId: string, timestamp: string };

type Place_ResultChunk_Fragment = { cursor: string, jobId: string, timestamp: string };

export type PlaceFragment =
  | Place_CompleteChunk_Fragment
  | Place_ErrorChunk_Fragment
  | Place_ProgressChunk_Fragment
  | Place_ResultChunk_Fragment
;

export type TokensFragment = { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number };

export type ResultFragment = { originalFilename: string, optimizedContent: string, status: DocumentStatus, document: { index: number, name: string }, metadata: { originalLength: number, optimizedLength: number, processingTimeMs: number, tokenCount: number, model: string, streamed: boolean }, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number }, edits: Array<{ id: string, start: number, end: number, original: string, replacement: string, segment: number, rule: string | null, explanation: string | null }>, suggestions: Array<{ id: string, start: number, end: number, text: string, segment: number, rule: string, explanation: string, replacements: Array<string> }>, segments: Array<{ index: number, start: number, end: number, state: SegmentState, reason: string | null, attempts: number }>, readability: { before: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number }, after: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number } } | null, preservation: { isPreserved: boolean, lengthRatio: number, changedWordRatio: number, issues: Array<{ kind: PreservationKind, segment: number, message: string, lost: Array<string>, added: Array<string> }> } };

export type ReadingFragment = { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number };

export type FailureFragment = { code: ErrorCode, message: string, isRetryable: boolean, stage: Stage, field: string | null, partialContent: string | null };

type StreamedChunk_CompleteChunk_Fragment = { __typename: 'CompleteChunk', message: string, status: JobStatus, totalTimeMs: number, totalResults: number, successCount: number, failureCount: number, cursor: string, jobId: string, timestamp: string, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number } };

type StreamedChunk_ErrorChunk_Fragment = { __typename: 'ErrorChunk', cursor: string, jobId: string, timestamp: string, error: { code: ErrorCode, message: string, isRetryable: boolean, stage: Stage, field: string | null, partialContent: string | null, document: { index: number, name: string } | null } };

type StreamedChunk_ProgressChunk_Fragment = { __typename: 'ProgressChunk', stage: Stage, message: string, totalDocuments: number, percent: number, tokensReceived: number, cursor: string, jobId: string, timestamp: string, document: { index: number, name: string } | null, delta: { segment: number, segmentCount: number, offset: number, text: string, state: SegmentState, start: number, end: number, reason: string | null } | null };

type StreamedChunk_ResultChunk_Fragment = { __typename: 'ResultChunk', cursor: string, jobId: string, timestamp: string, result: { originalFilename: string, optimizedContent: string, status: DocumentStatus, document: { index: number, name: string }, metadata: { originalLength: number, optimizedLength: number, processingTimeMs: number, tokenCount: number, model: string, streamed: boolean }, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number }, edits: Array<{ id: string, start: number, end: number, original: string, replacement: string, segment: number, rule: string | null, explanation: string | null }>, suggestions: Array<{ id: string, start: number, end: number, text: string, segment: number, rule: string, explanation: string, replacements: Array<string> }>, segments: Array<{ index: number, start: number, end: number, state: SegmentState, reason: string | null, attempts: number }>, readability: { before: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number }, after: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number } } | null, preservation: { isPreserved: boolean, lengthRatio: number, changedWordRatio: number, issues: Array<{ kind: PreservationKind, segment: number, message: string, lost: Array<string>, added: Array<string> }> } } };

export type StreamedChunkFragment =
  | StreamedChunk_CompleteChunk_Fragment
  | StreamedChunk_ErrorChunk_Fragment
  | StreamedChunk_ProgressChunk_Fragment
  | StreamedChunk_ResultChunk_Fragment
;

export type JobHeadFragment = { id: string, status: JobStatus, createdAt: string, finishedAt: string | null, expiresAt: string | null, optimizationType: OptimizationType, model: string, percent: number, documents: Array<{ index: number, name: string }>, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number } };

export type WholeJobFragment = { id: string, status: JobStatus, createdAt: string, finishedAt: string | null, expiresAt: string | null, optimizationType: OptimizationType, model: string, percent: number, outcomes: Array<
    | { __typename: 'OptimizeError', code: ErrorCode, message: string, isRetryable: boolean, stage: Stage, field: string | null, partialContent: string | null }
    | { __typename: 'OptimizedDocument', originalFilename: string, optimizedContent: string, status: DocumentStatus, document: { index: number, name: string }, metadata: { originalLength: number, optimizedLength: number, processingTimeMs: number, tokenCount: number, model: string, streamed: boolean }, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number }, edits: Array<{ id: string, start: number, end: number, original: string, replacement: string, segment: number, rule: string | null, explanation: string | null }>, suggestions: Array<{ id: string, start: number, end: number, text: string, segment: number, rule: string, explanation: string, replacements: Array<string> }>, segments: Array<{ index: number, start: number, end: number, state: SegmentState, reason: string | null, attempts: number }>, readability: { before: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number }, after: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number } } | null, preservation: { isPreserved: boolean, lengthRatio: number, changedWordRatio: number, issues: Array<{ kind: PreservationKind, segment: number, message: string, lost: Array<string>, added: Array<string> }> } }
  >, documents: Array<{ index: number, name: string }>, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number } };

export type OptimizeStreamSubscriptionVariables = Exact<{
  input: OptimizeInput;
  after?: string | number | null | undefined;
}>;


export type OptimizeStreamSubscription = { optimizeStream:
    | { __typename: 'CompleteChunk', message: string, status: JobStatus, totalTimeMs: number, totalResults: number, successCount: number, failureCount: number, cursor: string, jobId: string, timestamp: string, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number } }
    | { __typename: 'ErrorChunk', cursor: string, jobId: string, timestamp: string, error: { code: ErrorCode, message: string, isRetryable: boolean, stage: Stage, field: string | null, partialContent: string | null, document: { index: number, name: string } | null } }
    | { __typename: 'ProgressChunk', stage: Stage, message: string, totalDocuments: number, percent: number, tokensReceived: number, cursor: string, jobId: string, timestamp: string, document: { index: number, name: string } | null, delta: { segment: number, segmentCount: number, offset: number, text: string, state: SegmentState, start: number, end: number, reason: string | null } | null }
    | { __typename: 'ResultChunk', cursor: string, jobId: string, timestamp: string, result: { originalFilename: string, optimizedContent: string, status: DocumentStatus, document: { index: number, name: string }, metadata: { originalLength: number, optimizedLength: number, processingTimeMs: number, tokenCount: number, model: string, streamed: boolean }, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number }, edits: Array<{ id: string, start: number, end: number, original: string, replacement: string, segment: number, rule: string | null, explanation: string | null }>, suggestions: Array<{ id: string, start: number, end: number, text: string, segment: number, rule: string, explanation: string, replacements: Array<string> }>, segments: Array<{ index: number, start: number, end: number, state: SegmentState, reason: string | null, attempts: number }>, readability: { before: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number }, after: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number } } | null, preservation: { isPreserved: boolean, lengthRatio: number, changedWordRatio: number, issues: Array<{ kind: PreservationKind, segment: number, message: string, lost: Array<string>, added: Array<string> }> } } }
   };

export type JobStreamSubscriptionVariables = Exact<{
  id: string | number;
  after?: string | number | null | undefined;
}>;


export type JobStreamSubscription = { jobStream:
    | { __typename: 'CompleteChunk', message: string, status: JobStatus, totalTimeMs: number, totalResults: number, successCount: number, failureCount: number, cursor: string, jobId: string, timestamp: string, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number } }
    | { __typename: 'ErrorChunk', cursor: string, jobId: string, timestamp: string, error: { code: ErrorCode, message: string, isRetryable: boolean, stage: Stage, field: string | null, partialContent: string | null, document: { index: number, name: string } | null } }
    | { __typename: 'ProgressChunk', stage: Stage, message: string, totalDocuments: number, percent: number, tokensReceived: number, cursor: string, jobId: string, timestamp: string, document: { index: number, name: string } | null, delta: { segment: number, segmentCount: number, offset: number, text: string, state: SegmentState, start: number, end: number, reason: string | null } | null }
    | { __typename: 'ResultChunk', cursor: string, jobId: string, timestamp: string, result: { originalFilename: string, optimizedContent: string, status: DocumentStatus, document: { index: number, name: string }, metadata: { originalLength: number, optimizedLength: number, processingTimeMs: number, tokenCount: number, model: string, streamed: boolean }, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number }, edits: Array<{ id: string, start: number, end: number, original: string, replacement: string, segment: number, rule: string | null, explanation: string | null }>, suggestions: Array<{ id: string, start: number, end: number, text: string, segment: number, rule: string, explanation: string, replacements: Array<string> }>, segments: Array<{ index: number, start: number, end: number, state: SegmentState, reason: string | null, attempts: number }>, readability: { before: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number }, after: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number } } | null, preservation: { isPreserved: boolean, lengthRatio: number, changedWordRatio: number, issues: Array<{ kind: PreservationKind, segment: number, message: string, lost: Array<string>, added: Array<string> }> } } }
   };

export type OptimizeMutationVariables = Exact<{
  input: OptimizeInput;
}>;


export type OptimizeMutation = { optimize: { jobId: string, status: JobStatus, totalTimeMs: number, successCount: number, failureCount: number, outcomes: Array<
      | { __typename: 'OptimizeError', code: ErrorCode, message: string, isRetryable: boolean, stage: Stage, field: string | null, partialContent: string | null }
      | { __typename: 'OptimizedDocument', originalFilename: string, optimizedContent: string, status: DocumentStatus, document: { index: number, name: string }, metadata: { originalLength: number, optimizedLength: number, processingTimeMs: number, tokenCount: number, model: string, streamed: boolean }, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number }, edits: Array<{ id: string, start: number, end: number, original: string, replacement: string, segment: number, rule: string | null, explanation: string | null }>, suggestions: Array<{ id: string, start: number, end: number, text: string, segment: number, rule: string, explanation: string, replacements: Array<string> }>, segments: Array<{ index: number, start: number, end: number, state: SegmentState, reason: string | null, attempts: number }>, readability: { before: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number }, after: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number } } | null, preservation: { isPreserved: boolean, lengthRatio: number, changedWordRatio: number, issues: Array<{ kind: PreservationKind, segment: number, message: string, lost: Array<string>, added: Array<string> }> } }
    >, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number } } };

export type EstimateQueryVariables = Exact<{
  input: OptimizeInput;
}>;


export type EstimateQuery = { estimate: { promptTokens: number, completionTokensLow: number, completionTokensHigh: number, costUsdLow: number | null, costUsdHigh: number | null, documents: Array<{ segments: number, lockedSegments: number, words: number, promptTokens: number, document: { index: number, name: string } }> } };

export type StartOptimizationMutationVariables = Exact<{
  input: OptimizeInput;
}>;


export type StartOptimizationMutation = { startOptimization: { id: string, status: JobStatus, createdAt: string, finishedAt: string | null, expiresAt: string | null, optimizationType: OptimizationType, model: string, percent: number, outcomes: Array<
      | { __typename: 'OptimizeError', code: ErrorCode, message: string, isRetryable: boolean, stage: Stage, field: string | null, partialContent: string | null }
      | { __typename: 'OptimizedDocument', originalFilename: string, optimizedContent: string, status: DocumentStatus, document: { index: number, name: string }, metadata: { originalLength: number, optimizedLength: number, processingTimeMs: number, tokenCount: number, model: string, streamed: boolean }, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number }, edits: Array<{ id: string, start: number, end: number, original: string, replacement: string, segment: number, rule: string | null, explanation: string | null }>, suggestions: Array<{ id: string, start: number, end: number, text: string, segment: number, rule: string, explanation: string, replacements: Array<string> }>, segments: Array<{ index: number, start: number, end: number, state: SegmentState, reason: string | null, attempts: number }>, readability: { before: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number }, after: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number } } | null, preservation: { isPreserved: boolean, lengthRatio: number, changedWordRatio: number, issues: Array<{ kind: PreservationKind, segment: number, message: string, lost: Array<string>, added: Array<string> }> } }
    >, documents: Array<{ index: number, name: string }>, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number } } };

export type CancelOptimizationMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelOptimizationMutation = { cancelOptimization: { id: string, status: JobStatus, createdAt: string, finishedAt: string | null, expiresAt: string | null, optimizationType: OptimizationType, model: string, percent: number, outcomes: Array<
      | { __typename: 'OptimizeError', code: ErrorCode, message: string, isRetryable: boolean, stage: Stage, field: string | null, partialContent: string | null }
      | { __typename: 'OptimizedDocument', originalFilename: string, optimizedContent: string, status: DocumentStatus, document: { index: number, name: string }, metadata: { originalLength: number, optimizedLength: number, processingTimeMs: number, tokenCount: number, model: string, streamed: boolean }, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number }, edits: Array<{ id: string, start: number, end: number, original: string, replacement: string, segment: number, rule: string | null, explanation: string | null }>, suggestions: Array<{ id: string, start: number, end: number, text: string, segment: number, rule: string, explanation: string, replacements: Array<string> }>, segments: Array<{ index: number, start: number, end: number, state: SegmentState, reason: string | null, attempts: number }>, readability: { before: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number }, after: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number } } | null, preservation: { isPreserved: boolean, lengthRatio: number, changedWordRatio: number, issues: Array<{ kind: PreservationKind, segment: number, message: string, lost: Array<string>, added: Array<string> }> } }
    >, documents: Array<{ index: number, name: string }>, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number } } };

export type RetryOptimizationMutationVariables = Exact<{
  id: string | number;
}>;


export type RetryOptimizationMutation = { retryOptimization: { id: string, status: JobStatus, createdAt: string, finishedAt: string | null, expiresAt: string | null, optimizationType: OptimizationType, model: string, percent: number, outcomes: Array<
      | { __typename: 'OptimizeError', code: ErrorCode, message: string, isRetryable: boolean, stage: Stage, field: string | null, partialContent: string | null }
      | { __typename: 'OptimizedDocument', originalFilename: string, optimizedContent: string, status: DocumentStatus, document: { index: number, name: string }, metadata: { originalLength: number, optimizedLength: number, processingTimeMs: number, tokenCount: number, model: string, streamed: boolean }, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number }, edits: Array<{ id: string, start: number, end: number, original: string, replacement: string, segment: number, rule: string | null, explanation: string | null }>, suggestions: Array<{ id: string, start: number, end: number, text: string, segment: number, rule: string, explanation: string, replacements: Array<string> }>, segments: Array<{ index: number, start: number, end: number, state: SegmentState, reason: string | null, attempts: number }>, readability: { before: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number }, after: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number } } | null, preservation: { isPreserved: boolean, lengthRatio: number, changedWordRatio: number, issues: Array<{ kind: PreservationKind, segment: number, message: string, lost: Array<string>, added: Array<string> }> } }
    >, documents: Array<{ index: number, name: string }>, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number } } };

export type JobQueryVariables = Exact<{
  id: string | number;
}>;


export type JobQuery = { job: { id: string, status: JobStatus, createdAt: string, finishedAt: string | null, expiresAt: string | null, optimizationType: OptimizationType, model: string, percent: number, outcomes: Array<
      | { __typename: 'OptimizeError', code: ErrorCode, message: string, isRetryable: boolean, stage: Stage, field: string | null, partialContent: string | null }
      | { __typename: 'OptimizedDocument', originalFilename: string, optimizedContent: string, status: DocumentStatus, document: { index: number, name: string }, metadata: { originalLength: number, optimizedLength: number, processingTimeMs: number, tokenCount: number, model: string, streamed: boolean }, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number }, edits: Array<{ id: string, start: number, end: number, original: string, replacement: string, segment: number, rule: string | null, explanation: string | null }>, suggestions: Array<{ id: string, start: number, end: number, text: string, segment: number, rule: string, explanation: string, replacements: Array<string> }>, segments: Array<{ index: number, start: number, end: number, state: SegmentState, reason: string | null, attempts: number }>, readability: { before: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number }, after: { words: number, sentences: number, averageSentenceLength: number, fleschReadingEase: number, fleschKincaidGrade: number } } | null, preservation: { isPreserved: boolean, lengthRatio: number, changedWordRatio: number, issues: Array<{ kind: PreservationKind, segment: number, message: string, lost: Array<string>, added: Array<string> }> } }
    >, documents: Array<{ index: number, name: string }>, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number } } | null };

export type JobsQueryVariables = Exact<{
  first?: number;
  after?: string | number | null | undefined;
  status?: JobStatus | null | undefined;
}>;


export type JobsQuery = { jobs: { edges: Array<{ cursor: string, node: { id: string, status: JobStatus, createdAt: string, finishedAt: string | null, expiresAt: string | null, optimizationType: OptimizationType, model: string, percent: number, documents: Array<{ index: number, name: string }>, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type JobSourceQueryVariables = Exact<{
  id: string | number;
}>;


export type JobSourceQuery = { job: { id: string, status: JobStatus, createdAt: string, finishedAt: string | null, expiresAt: string | null, optimizationType: OptimizationType, model: string, percent: number, documents: Array<{ content: string, index: number, name: string }>, usage: { promptTokens: number, cachedPromptTokens: number, completionTokens: number, reasoningTokens: number, totalTokens: number, isEstimated: boolean, costUsd: number | null, modelCalls: number } } | null };

export type CapabilitiesQueryVariables = Exact<{ [key: string]: never; }>;


export type CapabilitiesQuery = { capabilities: { version: string, defaultModel: string, formats: Array<DocumentFormat>, optimizationTypes: Array<{ type: OptimizationType, title: string, description: string, builtin: string | null }>, models: Array<{ id: string, isBuiltin: boolean, isDefault: boolean }>, limits: { documents: number, documentBytes: number, concurrentJobs: number, requestBytes: number } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const PlaceFragmentDoc = new TypedDocumentString(`
    fragment Place on Chunk {
  cursor
  jobId
  timestamp
}
    `, {"fragmentName":"Place"}) as unknown as TypedDocumentString<PlaceFragment, unknown>;
export const TokensFragmentDoc = new TypedDocumentString(`
    fragment Tokens on Usage {
  promptTokens
  cachedPromptTokens
  completionTokens
  reasoningTokens
  totalTokens
  isEstimated
  costUsd
  modelCalls
}
    `, {"fragmentName":"Tokens"}) as unknown as TypedDocumentString<TokensFragment, unknown>;
export const ReadingFragmentDoc = new TypedDocumentString(`
    fragment Reading on Readability {
  words
  sentences
  averageSentenceLength
  fleschReadingEase
  fleschKincaidGrade
}
    `, {"fragmentName":"Reading"}) as unknown as TypedDocumentString<ReadingFragment, unknown>;
export const ResultFragmentDoc = new TypedDocumentString(`
    fragment Result on OptimizedDocument {
  document {
    index
    name
  }
  originalFilename
  optimizedContent
  status
  metadata {
    originalLength
    optimizedLength
    processingTimeMs
    tokenCount
    model
    streamed
  }
  usage {
    ...Tokens
  }
  edits {
    id
    start
    end
    original
    replacement
    segment
    rule
    explanation
  }
  suggestions {
    id
    start
    end
    text
    segment
    rule
    explanation
    replacements
  }
  segments {
    index
    start
    end
    state
    reason
    attempts
  }
  readability {
    before {
      ...Reading
    }
    after {
      ...Reading
    }
  }
  preservation {
    isPreserved
    lengthRatio
    changedWordRatio
    issues {
      kind
      segment
      message
      lost
      added
    }
  }
}
    fragment Tokens on Usage {
  promptTokens
  cachedPromptTokens
  completionTokens
  reasoningTokens
  totalTokens
  isEstimated
  costUsd
  modelCalls
}
fragment Reading on Readability {
  words
  sentences
  averageSentenceLength
  fleschReadingEase
  fleschKincaidGrade
}`, {"fragmentName":"Result"}) as unknown as TypedDocumentString<ResultFragment, unknown>;
export const FailureFragmentDoc = new TypedDocumentString(`
    fragment Failure on OptimizeError {
  code
  message
  isRetryable
  stage
  field
  partialContent
}
    `, {"fragmentName":"Failure"}) as unknown as TypedDocumentString<FailureFragment, unknown>;
export const StreamedChunkFragmentDoc = new TypedDocumentString(`
    fragment StreamedChunk on OptimizeChunk {
  __typename
  ...Place
  ... on ProgressChunk {
    stage
    message
    document {
      index
      name
    }
    totalDocuments
    percent
    delta {
      segment
      segmentCount
      offset
      text
      state
      start
      end
      reason
    }
    tokensReceived
  }
  ... on ResultChunk {
    result {
      ...Result
    }
  }
  ... on ErrorChunk {
    error {
      document {
        index
        name
      }
      ...Failure
    }
  }
  ... on CompleteChunk {
    message
    status
    totalTimeMs
    totalResults
    successCount
    failureCount
    usage {
      ...Tokens
    }
  }
}
    fragment Place on Chunk {
  cursor
  jobId
  timestamp
}
fragment Tokens on Usage {
  promptTokens
  cachedPromptTokens
  completionTokens
  reasoningTokens
  totalTokens
  isEstimated
  costUsd
  modelCalls
}
fragment Result on OptimizedDocument {
  document {
    index
    name
  }
  originalFilename
  optimizedContent
  status
  metadata {
    originalLength
    optimizedLength
    processingTimeMs
    tokenCount
    model
    streamed
  }
  usage {
    ...Tokens
  }
  edits {
    id
    start
    end
    original
    replacement
    segment
    rule
    explanation
  }
  suggestions {
    id
    start
    end
    text
    segment
    rule
    explanation
    replacements
  }
  segments {
    index
    start
    end
    state
    reason
    attempts
  }
  readability {
    before {
      ...Reading
    }
    after {
      ...Reading
    }
  }
  preservation {
    isPreserved
    lengthRatio
    changedWordRatio
    issues {
      kind
      segment
      message
      lost
      added
    }
  }
}
fragment Reading on Readability {
  words
  sentences
  averageSentenceLength
  fleschReadingEase
  fleschKincaidGrade
}
fragment Failure on OptimizeError {
  code
  message
  isRetryable
  stage
  field
  partialContent
}`, {"fragmentName":"StreamedChunk"}) as unknown as TypedDocumentString<StreamedChunkFragment, unknown>;
export const JobHeadFragmentDoc = new TypedDocumentString(`
    fragment JobHead on Job {
  id
  status
  createdAt
  finishedAt
  expiresAt
  optimizationType
  model
  documents {
    index
    name
  }
  percent
  usage {
    ...Tokens
  }
}
    fragment Tokens on Usage {
  promptTokens
  cachedPromptTokens
  completionTokens
  reasoningTokens
  totalTokens
  isEstimated
  costUsd
  modelCalls
}`, {"fragmentName":"JobHead"}) as unknown as TypedDocumentString<JobHeadFragment, unknown>;
export const WholeJobFragmentDoc = new TypedDocumentString(`
    fragment WholeJob on Job {
  ...JobHead
  outcomes {
    __typename
    ...Result
    ...Failure
  }
}
    fragment Tokens on Usage {
  promptTokens
  cachedPromptTokens
  completionTokens
  reasoningTokens
  totalTokens
  isEstimated
  costUsd
  modelCalls
}
fragment Result on OptimizedDocument {
  document {
    index
    name
  }
  originalFilename
  optimizedContent
  status
  metadata {
    originalLength
    optimizedLength
    processingTimeMs
    tokenCount
    model
    streamed
  }
  usage {
    ...Tokens
  }
  edits {
    id
    start
    end
    original
    replacement
    segment
    rule
    explanation
  }
  suggestions {
    id
    start
    end
    text
    segment
    rule
    explanation
    replacements
  }
  segments {
    index
    start
    end
    state
    reason
    attempts
  }
  readability {
    before {
      ...Reading
    }
    after {
      ...Reading
    }
  }
  preservation {
    isPreserved
    lengthRatio
    changedWordRatio
    issues {
      kind
      segment
      message
      lost
      added
    }
  }
}
fragment Reading on Readability {
  words
  sentences
  averageSentenceLength
  fleschReadingEase
  fleschKincaidGrade
}
fragment Failure on OptimizeError {
  code
  message
  isRetryable
  stage
  field
  partialContent
}
fragment JobHead on Job {
  id
  status
  createdAt
  finishedAt
  expiresAt
  optimizationType
  model
  documents {
    index
    name
  }
  percent
  usage {
    ...Tokens
  }
}`, {"fragmentName":"WholeJob"}) as unknown as TypedDocumentString<WholeJobFragment, unknown>;
export const OptimizeStreamDocument = new TypedDocumentString(`
    subscription OptimizeStream($input: OptimizeInput!, $after: ID) {
  optimizeStream(input: $input, after: $after) {
    ...StreamedChunk
  }
}
    fragment Place on Chunk {
  cursor
  jobId
  timestamp
}
fragment Tokens on Usage {
  promptTokens
  cachedPromptTokens
  completionTokens
  reasoningTokens
  totalTokens
  isEstimated
  costUsd
  modelCalls
}
fragment Result on OptimizedDocument {
  document {
    index
    name
  }
  originalFilename
  optimizedContent
  status
  metadata {
    originalLength
    optimizedLength
    processingTimeMs
    tokenCount
    model
    streamed
  }
  usage {
    ...Tokens
  }
  edits {
    id
    start
    end
    original
    replacement
    segment
    rule
    explanation
  }
  suggestions {
    id
    start
    end
    text
    segment
    rule
    explanation
    replacements
  }
  segments {
    index
    start
    end
    state
    reason
    attempts
  }
  readability {
    before {
      ...Reading
    }
    after {
      ...Reading
    }
  }
  preservation {
    isPreserved
    lengthRatio
    changedWordRatio
    issues {
      kind
      segment
      message
      lost
      added
    }
  }
}
fragment Reading on Readability {
  words
  sentences
  averageSentenceLength
  fleschReadingEase
  fleschKincaidGrade
}
fragment Failure on OptimizeError {
  code
  message
  isRetryable
  stage
  field
  partialContent
}
fragment StreamedChunk on OptimizeChunk {
  __typename
  ...Place
  ... on ProgressChunk {
    stage
    message
    document {
      index
      name
    }
    totalDocuments
    percent
    delta {
      segment
      segmentCount
      offset
      text
      state
      start
      end
      reason
    }
    tokensReceived
  }
  ... on ResultChunk {
    result {
      ...Result
    }
  }
  ... on ErrorChunk {
    error {
      document {
        index
        name
      }
      ...Failure
    }
  }
  ... on CompleteChunk {
    message
    status
    totalTimeMs
    totalResults
    successCount
    failureCount
    usage {
      ...Tokens
    }
  }
}`) as unknown as TypedDocumentString<OptimizeStreamSubscription, OptimizeStreamSubscriptionVariables>;
export const JobStreamDocument = new TypedDocumentString(`
    subscription JobStream($id: ID!, $after: ID) {
  jobStream(id: $id, after: $after) {
    ...StreamedChunk
  }
}
    fragment Place on Chunk {
  cursor
  jobId
  timestamp
}
fragment Tokens on Usage {
  promptTokens
  cachedPromptTokens
  completionTokens
  reasoningTokens
  totalTokens
  isEstimated
  costUsd
  modelCalls
}
fragment Result on OptimizedDocument {
  document {
    index
    name
  }
  originalFilename
  optimizedContent
  status
  metadata {
    originalLength
    optimizedLength
    processingTimeMs
    tokenCount
    model
    streamed
  }
  usage {
    ...Tokens
  }
  edits {
    id
    start
    end
    original
    replacement
    segment
    rule
    explanation
  }
  suggestions {
    id
    start
    end
    text
    segment
    rule
    explanation
    replacements
  }
  segments {
    index
    start
    end
    state
    reason
    attempts
  }
  readability {
    before {
      ...Reading
    }
    after {
      ...Reading
    }
  }
  preservation {
    isPreserved
    lengthRatio
    changedWordRatio
    issues {
      kind
      segment
      message
      lost
      added
    }
  }
}
fragment Reading on Readability {
  words
  sentences
  averageSentenceLength
  fleschReadingEase
  fleschKincaidGrade
}
fragment Failure on OptimizeError {
  code
  message
  isRetryable
  stage
  field
  partialContent
}
fragment StreamedChunk on OptimizeChunk {
  __typename
  ...Place
  ... on ProgressChunk {
    stage
    message
    document {
      index
      name
    }
    totalDocuments
    percent
    delta {
      segment
      segmentCount
      offset
      text
      state
      start
      end
      reason
    }
    tokensReceived
  }
  ... on ResultChunk {
    result {
      ...Result
    }
  }
  ... on ErrorChunk {
    error {
      document {
        index
        name
      }
      ...Failure
    }
  }
  ... on CompleteChunk {
    message
    status
    totalTimeMs
    totalResults
    successCount
    failureCount
    usage {
      ...Tokens
    }
  }
}`) as unknown as TypedDocumentString<JobStreamSubscription, JobStreamSubscriptionVariables>;
export const OptimizeDocument = new TypedDocumentString(`
    mutation Optimize($input: OptimizeInput!) {
  optimize(input: $input) {
    jobId
    outcomes {
      __typename
      ...Result
      ...Failure
    }
    status
    totalTimeMs
    successCount
    failureCount
    usage {
      ...Tokens
    }
  }
}
    fragment Tokens on Usage {
  promptTokens
  cachedPromptTokens
  completionTokens
  reasoningTokens
  totalTokens
  isEstimated
  costUsd
  modelCalls
}
fragment Result on OptimizedDocument {
  document {
    index
    name
  }
  originalFilename
  optimizedContent
  status
  metadata {
    originalLength
    optimizedLength
    processingTimeMs
    tokenCount
    model
    streamed
  }
  usage {
    ...Tokens
  }
  edits {
    id
    start
    end
    original
    replacement
    segment
    rule
    explanation
  }
  suggestions {
    id
    start
    end
    text
    segment
    rule
    explanation
    replacements
  }
  segments {
    index
    start
    end
    state
    reason
    attempts
  }
  readability {
    before {
      ...Reading
    }
    after {
      ...Reading
    }
  }
  preservation {
    isPreserved
    lengthRatio
    changedWordRatio
    issues {
      kind
      segment
      message
      lost
      added
    }
  }
}
fragment Reading on Readability {
  words
  sentences
  averageSentenceLength
  fleschReadingEase
  fleschKincaidGrade
}
fragment Failure on OptimizeError {
  code
  message
  isRetryable
  stage
  field
  partialContent
}`) as unknown as TypedDocumentString<OptimizeMutation, OptimizeMutationVariables>;
export const EstimateDocument = new TypedDocumentString(`
    query Estimate($input: OptimizeInput!) {
  estimate(input: $input) {
    documents {
      document {
        index
        name
      }
      segments
      lockedSegments
      words
      promptTokens
    }
    promptTokens
    completionTokensLow
    completionTokensHigh
    costUsdLow
    costUsdHigh
  }
}
    `) as unknown as TypedDocumentString<EstimateQuery, EstimateQueryVariables>;
export const StartOptimizationDocument = new TypedDocumentString(`
    mutation StartOptimization($input: OptimizeInput!) {
  startOptimization(input: $input) {
    ...WholeJob
  }
}
    fragment Tokens on Usage {
  promptTokens
  cachedPromptTokens
  completionTokens
  reasoningTokens
  totalTokens
  isEstimated
  costUsd
  modelCalls
}
fragment Result on OptimizedDocument {
  document {
    index
    name
  }
  originalFilename
  optimizedContent
  status
  metadata {
    originalLength
    optimizedLength
    processingTimeMs
    tokenCount
    model
    streamed
  }
  usage {
    ...Tokens
  }
  edits {
    id
    start
    end
    original
    replacement
    segment
    rule
    explanation
  }
  suggestions {
    id
    start
    end
    text
    segment
    rule
    explanation
    replacements
  }
  segments {
    index
    start
    end
    state
    reason
    attempts
  }
  readability {
    before {
      ...Reading
    }
    after {
      ...Reading
    }
  }
  preservation {
    isPreserved
    lengthRatio
    changedWordRatio
    issues {
      kind
      segment
      message
      lost
      added
    }
  }
}
fragment Reading on Readability {
  words
  sentences
  averageSentenceLength
  fleschReadingEase
  fleschKincaidGrade
}
fragment Failure on OptimizeError {
  code
  message
  isRetryable
  stage
  field
  partialContent
}
fragment JobHead on Job {
  id
  status
  createdAt
  finishedAt
  expiresAt
  optimizationType
  model
  documents {
    index
    name
  }
  percent
  usage {
    ...Tokens
  }
}
fragment WholeJob on Job {
  ...JobHead
  outcomes {
    __typename
    ...Result
    ...Failure
  }
}`) as unknown as TypedDocumentString<StartOptimizationMutation, StartOptimizationMutationVariables>;
export const CancelOptimizationDocument = new TypedDocumentString(`
    mutation CancelOptimization($id: ID!) {
  cancelOptimization(id: $id) {
    ...WholeJob
  }
}
    fragment Tokens on Usage {
  promptTokens
  cachedPromptTokens
  completionTokens
  reasoningTokens
  totalTokens
  isEstimated
  costUsd
  modelCalls
}
fragment Result on OptimizedDocument {
  document {
    index
    name
  }
  originalFilename
  optimizedContent
  status
  metadata {
    originalLength
    optimizedLength
    processingTimeMs
    tokenCount
    model
    streamed
  }
  usage {
    ...Tokens
  }
  edits {
    id
    start
    end
    original
    replacement
    segment
    rule
    explanation
  }
  suggestions {
    id
    start
    end
    text
    segment
    rule
    explanation
    replacements
  }
  segments {
    index
    start
    end
    state
    reason
    attempts
  }
  readability {
    before {
      ...Reading
    }
    after {
      ...Reading
    }
  }
  preservation {
    isPreserved
    lengthRatio
    changedWordRatio
    issues {
      kind
      segment
      message
      lost
      added
    }
  }
}
fragment Reading on Readability {
  words
  sentences
  averageSentenceLength
  fleschReadingEase
  fleschKincaidGrade
}
fragment Failure on OptimizeError {
  code
  message
  isRetryable
  stage
  field
  partialContent
}
fragment JobHead on Job {
  id
  status
  createdAt
  finishedAt
  expiresAt
  optimizationType
  model
  documents {
    index
    name
  }
  percent
  usage {
    ...Tokens
  }
}
fragment WholeJob on Job {
  ...JobHead
  outcomes {
    __typename
    ...Result
    ...Failure
  }
}`) as unknown as TypedDocumentString<CancelOptimizationMutation, CancelOptimizationMutationVariables>;
export const RetryOptimizationDocument = new TypedDocumentString(`
    mutation RetryOptimization($id: ID!) {
  retryOptimization(id: $id) {
    ...WholeJob
  }
}
    fragment Tokens on Usage {
  promptTokens
  cachedPromptTokens
  completionTokens
  reasoningTokens
  totalTokens
  isEstimated
  costUsd
  modelCalls
}
fragment Result on OptimizedDocument {
  document {
    index
    name
  }
  originalFilename
  optimizedContent
  status
  metadata {
    originalLength
    optimizedLength
    processingTimeMs
    tokenCount
    model
    streamed
  }
  usage {
    ...Tokens
  }
  edits {
    id
    start
    end
    original
    replacement
    segment
    rule
    explanation
  }
  suggestions {
    id
    start
    end
    text
    segment
    rule
    explanation
    replacements
  }
  segments {
    index
    start
    end
    state
    reason
    attempts
  }
  readability {
    before {
      ...Reading
    }
    after {
      ...Reading
    }
  }
  preservation {
    isPreserved
    lengthRatio
    changedWordRatio
    issues {
      kind
      segment
      message
      lost
      added
    }
  }
}
fragment Reading on Readability {
  words
  sentences
  averageSentenceLength
  fleschReadingEase
  fleschKincaidGrade
}
fragment Failure on OptimizeError {
  code
  message
  isRetryable
  stage
  field
  partialContent
}
fragment JobHead on Job {
  id
  status
  createdAt
  finishedAt
  expiresAt
  optimizationType
  model
  documents {
    index
    name
  }
  percent
  usage {
    ...Tokens
  }
}
fragment WholeJob on Job {
  ...JobHead
  outcomes {
    __typename
    ...Result
    ...Failure
  }
}`) as unknown as TypedDocumentString<RetryOptimizationMutation, RetryOptimizationMutationVariables>;
export const JobDocument = new TypedDocumentString(`
    query Job($id: ID!) {
  job(id: $id) {
    ...WholeJob
  }
}
    fragment Tokens on Usage {
  promptTokens
  cachedPromptTokens
  completionTokens
  reasoningTokens
  totalTokens
  isEstimated
  costUsd
  modelCalls
}
fragment Result on OptimizedDocument {
  document {
    index
    name
  }
  originalFilename
  optimizedContent
  status
  metadata {
    originalLength
    optimizedLength
    processingTimeMs
    tokenCount
    model
    streamed
  }
  usage {
    ...Tokens
  }
  edits {
    id
    start
    end
    original
    replacement
    segment
    rule
    explanation
  }
  suggestions {
    id
    start
    end
    text
    segment
    rule
    explanation
    replacements
  }
  segments {
    index
    start
    end
    state
    reason
    attempts
  }
  readability {
    before {
      ...Reading
    }
    after {
      ...Reading
    }
  }
  preservation {
    isPreserved
    lengthRatio
    changedWordRatio
    issues {
      kind
      segment
      message
      lost
      added
    }
  }
}
fragment Reading on Readability {
  words
  sentences
  averageSentenceLength
  fleschReadingEase
  fleschKincaidGrade
}
fragment Failure on OptimizeError {
  code
  message
  isRetryable
  stage
  field
  partialContent
}
fragment JobHead on Job {
  id
  status
  createdAt
  finishedAt
  expiresAt
  optimizationType
  model
  documents {
    index
    name
  }
  percent
  usage {
    ...Tokens
  }
}
fragment WholeJob on Job {
  ...JobHead
  outcomes {
    __typename
    ...Result
    ...Failure
  }
}`) as unknown as TypedDocumentString<JobQuery, JobQueryVariables>;
export const JobsDocument = new TypedDocumentString(`
    query Jobs($first: Int! = 20, $after: ID, $status: JobStatus) {
  jobs(first: $first, after: $after, status: $status) {
    edges {
      cursor
      node {
        ...JobHead
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Tokens on Usage {
  promptTokens
  cachedPromptTokens
  completionTokens
  reasoningTokens
  totalTokens
  isEstimated
  costUsd
  modelCalls
}
fragment JobHead on Job {
  id
  status
  createdAt
  finishedAt
  expiresAt
  optimizationType
  model
  documents {
    index
    name
  }
  percent
  usage {
    ...Tokens
  }
}`) as unknown as TypedDocumentString<JobsQuery, JobsQueryVariables>;
export const JobSourceDocument = new TypedDocumentString(`
    query JobSource($id: ID!) {
  job(id: $id) {
    ...JobHead
    documents {
      content
    }
  }
}
    fragment Tokens on Usage {
  promptTokens
  cachedPromptTokens
  completionTokens
  reasoningTokens
  totalTokens
  isEstimated
  costUsd
  modelCalls
}
fragment JobHead on Job {
  id
  status
  createdAt
  finishedAt
  expiresAt
  optimizationType
  model
  documents {
    index
    name
  }
  percent
  usage {
    ...Tokens
  }
}`) as unknown as TypedDocumentString<JobSourceQuery, JobSourceQueryVariables>;
export const CapabilitiesDocument = new TypedDocumentString(`
    query Capabilities {
  capabilities {
    version
    optimizationTypes {
      type
      title
      description
      builtin
    }
    models {
      id
      isBuiltin
      isDefault
    }
    defaultModel
    formats
    limits {
      documents
      documentBytes
      concurrentJobs
      requestBytes
    }
  }
}
    `) as unknown as TypedDocumentString<CapabilitiesQuery, CapabilitiesQueryVariables>;