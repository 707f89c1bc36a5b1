const wordy =
  'In order to make a decision with regard to the new printer, we utilized a questionnaire. Due to the fact that each and every department answered, we are now in a position to order it prior to the end of the month.';

const progress = `    ... on ProgressChunk {
      stage
      message
      percent
      document { index name }
      delta { segment offset text state }
    }
    ... on ErrorChunk { error { code message document { name } partialContent } }`;

const stream = `# The text as it is written: press the play button, and again to stop.
subscription Stream($input: OptimizeInput!) {
  optimizeStream(input: $input) {
    __typename
    ... on Chunk { cursor }
${progress}
    ... on ResultChunk { result { optimizedContent status metadata { processingTimeMs tokenCount model } } }
    ... on CompleteChunk { message status totalTimeMs usage { totalTokens } }
  }
}
`;

const several = `# Several documents side by side: each result comes as soon as it is done.
subscription StreamSeveral($input: OptimizeInput!) {
  optimizeStream(input: $input) {
    __typename
    ... on ProgressChunk { stage percent document { index name } partialContent(maxLength: 80) }
    ... on ResultChunk { result { document { index name } optimizedContent } }
    ... on ErrorChunk { error { code message document { index name } } }
    ... on CompleteChunk { message successCount failureCount totalTimeMs }
  }
}
`;

const plain = `# The same without a stream: answers once all documents are done.
mutation Optimize($input: OptimizeInput!) {
  optimize(input: $input) {
    status
    outcomes {
      ... on OptimizedDocument { originalFilename optimizedContent metadata { model processingTimeMs } }
      ... on OptimizeError { code message partialContent }
    }
    usage { totalTokens }
  }
}
`;

const custom = `# Your own instructions. Needs a language model: set OPENAI_API_KEY or OPENAI_BASE_URL and restart.
subscription Custom($input: OptimizeInput!) {
  optimizeStream(input: $input) {
    __typename
${progress}
    ... on ResultChunk { result { optimizedContent } }
    ... on CompleteChunk { message status }
  }
}
`;

const capabilities = `# What this server can do.
query Capabilities {
  capabilities {
    version
    defaultModel
    models { id isBuiltin }
    formats
    optimizationTypes { type title description builtin }
    limits { documents documentBytes concurrentJobs }
  }
}
`;

/** One tab per use, each ready to run. */
export const tabs = [
  tab(stream, { optimizationType: 'CLARITY', documents: [{ name: 'printer.txt', content: wordy }] }),
  tab(several, {
    optimizationType: 'CONCISENESS',
    documents: [
      { name: 'one.txt', content: wordy },
      {
        name: 'two.md',
        type: 'email',
        content: '# News\n\nAt this point in time, a large number of rooms are free.\n',
      },
    ],
  }),
  tab(plain, {
    optimizationType: 'GRAMMAR',
    documents: [{ name: 'note.txt', content: 'We could of met at the the station. It was a hour late.' }],
  }),
  tab(custom, {
    optimizationType: 'CUSTOM',
    instructions: 'Turn it into a polite letter of three sentences.',
    audience: 'a customer',
    protectedTerms: ['ACME-7'],
    documents: [
      { name: 'letter.txt', type: 'letter', content: 'Your ACME-7 is broken. Not our fault. Buy a new one.' },
    ],
  }),
  { query: capabilities },
];

function tab(query: string, input: object) {
  return { query, variables: JSON.stringify({ input }, null, 2) };
}
