const CHUNK = `__typename
    ... on Chunk { cursor jobId timestamp }
    ... on ProgressChunk {
      stage message document { index name } totalDocuments percent
      delta { segment segmentCount offset text state } tokensReceived partialContent(maxLength: 20)
    }
    ... on ResultChunk {
      result {
        document { index name } originalFilename optimizedContent status
        metadata { originalLength optimizedLength processingTimeMs tokenCount model streamed }
        usage { ...Used }
      }
    }
    ... on ErrorChunk { error { code message isRetryable stage document { index name } field partialContent } }
    ... on CompleteChunk {
      message status totalTimeMs totalResults successCount failureCount usage { ...Used }
    }
`;

const USED = `fragment Used on Usage {
  promptTokens cachedPromptTokens completionTokens reasoningTokens totalTokens isEstimated costUsd modelCalls
}`;

/** Everything a stream can bring. */
export const STREAM = `subscription ($input: OptimizeInput!, $after: ID) {
  optimizeStream(input: $input, after: $after) {
    ${CHUNK}  }
}
${USED}`;

/** The same of a job that exists. */
export const JOB_STREAM = `subscription ($id: ID!, $after: ID) {
  jobStream(id: $id, after: $after) {
    ${CHUNK}  }
}
${USED}`;

const WHOLE_JOB = `fragment WholeJob on Job {
  id status createdAt finishedAt expiresAt optimizationType model documents { index name } percent
  outcomes {
    __typename
    ... on OptimizedDocument { document { index } optimizedContent status segments { state reason attempts } }
    ... on OptimizeError { code message failed: document { index } partialContent }
  }
  usage { ...Used }
}
${USED}`;

/** A job by its id. */
export const JOB = `query ($id: ID!) { job(id: $id) { ...WholeJob } } ${WHOLE_JOB}`;

/** Jobs, the newest first. */
export const JOBS = `query ($first: Int! = 20, $after: ID, $status: JobStatus) {
  jobs(first: $first, after: $after, status: $status) {
    edges { cursor node { id status percent } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** What starts, cancels and retries a job. */
export const START = `mutation ($input: OptimizeInput!) { startOptimization(input: $input) { ...WholeJob } } ${WHOLE_JOB}`;
export const CANCEL = `mutation ($id: ID!) { cancelOptimization(id: $id) { ...WholeJob } } ${WHOLE_JOB}`;
export const RETRY = `mutation ($id: ID!) { retryOptimization(id: $id) { ...WholeJob } } ${WHOLE_JOB}`;

/** Everything the plain mutation answers. */
export const OPTIMIZE = `mutation ($input: OptimizeInput!) {
  optimize(input: $input) {
    jobId status totalTimeMs successCount failureCount
    outcomes {
      __typename
      ... on OptimizedDocument { document { index name } optimizedContent metadata { model streamed tokenCount } }
      ... on OptimizeError { code message isRetryable failed: document { index name } partialContent }
    }
    usage { totalTokens modelCalls isEstimated }
  }
}`;

/** An input of one text. */
export function input(content: string, more: object = {}): object {
  return { documents: [{ name: 'text.txt', content }], optimizationType: 'CLARITY', ...more };
}

/** As many words as asked for, each telling its place. */
export function words(count: number): string {
  return Array.from({ length: count }, (_, index) => `word${index}`).join(' ');
}
