/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "fragment Place on Chunk {\n  cursor\n  jobId\n  timestamp\n}\n\nfragment Tokens on Usage {\n  promptTokens\n  cachedPromptTokens\n  completionTokens\n  reasoningTokens\n  totalTokens\n  isEstimated\n  modelCalls\n}\n\nfragment Result on OptimizedDocument {\n  document {\n    index\n    name\n  }\n  originalFilename\n  optimizedContent\n  status\n  metadata {\n    originalLength\n    optimizedLength\n    processingTimeMs\n    tokenCount\n    model\n    streamed\n  }\n  usage {\n    ...Tokens\n  }\n}\n\nfragment Failure on OptimizeError {\n  code\n  message\n  isRetryable\n  stage\n  field\n  partialContent\n}\n\nsubscription OptimizeStream($input: OptimizeInput!, $after: ID) {\n  optimizeStream(input: $input, after: $after) {\n    __typename\n    ...Place\n    ... on ProgressChunk {\n      stage\n      message\n      document {\n        index\n        name\n      }\n      totalDocuments\n      percent\n      delta {\n        segment\n        segmentCount\n        offset\n        text\n        state\n      }\n      tokensReceived\n    }\n    ... on ResultChunk {\n      result {\n        ...Result\n      }\n    }\n    ... on ErrorChunk {\n      error {\n        document {\n          index\n          name\n        }\n        ...Failure\n      }\n    }\n    ... on CompleteChunk {\n      message\n      status\n      totalTimeMs\n      totalResults\n      successCount\n      failureCount\n      usage {\n        ...Tokens\n      }\n    }\n  }\n}\n\nmutation Optimize($input: OptimizeInput!) {\n  optimize(input: $input) {\n    jobId\n    outcomes {\n      __typename\n      ...Result\n      ...Failure\n    }\n    status\n    totalTimeMs\n    successCount\n    failureCount\n    usage {\n      ...Tokens\n    }\n  }\n}": typeof types.PlaceFragmentDoc,
};
const documents: Documents = {
    "fragment Place on Chunk {\n  cursor\n  jobId\n  timestamp\n}\n\nfragment Tokens on Usage {\n  promptTokens\n  cachedPromptTokens\n  completionTokens\n  reasoningTokens\n  totalTokens\n  isEstimated\n  modelCalls\n}\n\nfragment Result on OptimizedDocument {\n  document {\n    index\n    name\n  }\n  originalFilename\n  optimizedContent\n  status\n  metadata {\n    originalLength\n    optimizedLength\n    processingTimeMs\n    tokenCount\n    model\n    streamed\n  }\n  usage {\n    ...Tokens\n  }\n}\n\nfragment Failure on OptimizeError {\n  code\n  message\n  isRetryable\n  stage\n  field\n  partialContent\n}\n\nsubscription OptimizeStream($input: OptimizeInput!, $after: ID) {\n  optimizeStream(input: $input, after: $after) {\n    __typename\n    ...Place\n    ... on ProgressChunk {\n      stage\n      message\n      document {\n        index\n        name\n      }\n      totalDocuments\n      percent\n      delta {\n        segment\n        segmentCount\n        offset\n        text\n        state\n      }\n      tokensReceived\n    }\n    ... on ResultChunk {\n      result {\n        ...Result\n      }\n    }\n    ... on ErrorChunk {\n      error {\n        document {\n          index\n          name\n        }\n        ...Failure\n      }\n    }\n    ... on CompleteChunk {\n      message\n      status\n      totalTimeMs\n      totalResults\n      successCount\n      failureCount\n      usage {\n        ...Tokens\n      }\n    }\n  }\n}\n\nmutation Optimize($input: OptimizeInput!) {\n  optimize(input: $input) {\n    jobId\n    outcomes {\n      __typename\n      ...Result\n      ...Failure\n    }\n    status\n    totalTimeMs\n    successCount\n    failureCount\n    usage {\n      ...Tokens\n    }\n  }\n}": types.PlaceFragmentDoc,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Place on Chunk {\n  cursor\n  jobId\n  timestamp\n}\n\nfragment Tokens on Usage {\n  promptTokens\n  cachedPromptTokens\n  completionTokens\n  reasoningTokens\n  totalTokens\n  isEstimated\n  modelCalls\n}\n\nfragment Result on OptimizedDocument {\n  document {\n    index\n    name\n  }\n  originalFilename\n  optimizedContent\n  status\n  metadata {\n    originalLength\n    optimizedLength\n    processingTimeMs\n    tokenCount\n    model\n    streamed\n  }\n  usage {\n    ...Tokens\n  }\n}\n\nfragment Failure on OptimizeError {\n  code\n  message\n  isRetryable\n  stage\n  field\n  partialContent\n}\n\nsubscription OptimizeStream($input: OptimizeInput!, $after: ID) {\n  optimizeStream(input: $input, after: $after) {\n    __typename\n    ...Place\n    ... on ProgressChunk {\n      stage\n      message\n      document {\n        index\n        name\n      }\n      totalDocuments\n      percent\n      delta {\n        segment\n        segmentCount\n        offset\n        text\n        state\n      }\n      tokensReceived\n    }\n    ... on ResultChunk {\n      result {\n        ...Result\n      }\n    }\n    ... on ErrorChunk {\n      error {\n        document {\n          index\n          name\n        }\n        ...Failure\n      }\n    }\n    ... on CompleteChunk {\n      message\n      status\n      totalTimeMs\n      totalResults\n      successCount\n      failureCount\n      usage {\n        ...Tokens\n      }\n    }\n  }\n}\n\nmutation Optimize($input: OptimizeInput!) {\n  optimize(input: $input) {\n    jobId\n    outcomes {\n      __typename\n      ...Result\n      ...Failure\n    }\n    status\n    totalTimeMs\n    successCount\n    failureCount\n    usage {\n      ...Tokens\n    }\n  }\n}"): typeof import('./graphql.ts').PlaceFragmentDoc;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
