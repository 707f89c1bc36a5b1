/** Everything a stream can bring. */
export const STREAM = `subscription ($input: OptimizeInput!, $after: ID) {
  optimizeStream(input: $input, after: $after) {
    __typename
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
  }
}
fragment Used on Usage {
  promptTokens cachedPromptTokens completionTokens reasoningTokens totalTokens isEstimated costUsd modelCalls
}`;

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
