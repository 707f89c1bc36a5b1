interface Tab {
  /** The operation's name is the tab's title. */
  readonly query: string;
  readonly variables: string;
}

const wordy =
  'In order to make a decision with regard to the new printer, we utilized a questionnaire. Due to the fact that each and every department answered, we are now in a position to order it prior to the end of the month.';

const stream = `# Play streams the text. The right side has the latest
# chunk only: watch partialContent grow there. Stop, and
# the job is cancelled soon; until then, play rejoins it.
# At the end run the tab Optimize for the whole result:
# the same input within a minute joins the same job.
subscription Stream($input: OptimizeInput!) {
  optimizeStream(input: $input) {
    __typename
    ... on ProgressChunk {
      stage
      message
      percent
      partialContent(maxLength: 2000)
      # For programs: the segment's text from offset on.
      delta { segment offset text state }
    }
    ... on ResultChunk {
      result { optimizedContent metadata { model } }
    }
    ... on ErrorChunk { error { code message } }
    ... on CompleteChunk { message status totalTimeMs }
  }
}
`;

const several = `# Several documents side by side: each has its progress,
# and its result as soon as it is done.
subscription StreamSeveral($input: OptimizeInput!) {
  optimizeStream(input: $input) {
    __typename
    ... on ProgressChunk {
      document { index name }
      stage
      percent
      partialContent(maxLength: 200)
    }
    ... on ResultChunk {
      result { document { index name } optimizedContent }
    }
    ... on ErrorChunk {
      error { document { index name } code message }
    }
    ... on CompleteChunk {
      message
      successCount
      failureCount
      totalTimeMs
    }
  }
}
`;

const plain = `# Without a stream: answers once all documents are done.
# Right after Stream it joins that job: no second run.
mutation Optimize($input: OptimizeInput!) {
  optimize(input: $input) {
    status
    outcomes {
      ... on OptimizedDocument {
        originalFilename
        optimizedContent
        metadata { model processingTimeMs }
      }
      ... on OptimizeError { code message }
    }
    usage { totalTokens }
  }
}
`;

const review = `# What changed, to take or leave change by change, and
# what of the original came through.
mutation Review($input: OptimizeInput!) {
  optimize(input: $input) {
    status
    outcomes {
      ... on OptimizedDocument {
        status
        diff(format: CRITIC_MARKUP)
        edits { id start end original replacement }
        preservation { isPreserved changedWordRatio }
        readability {
          before { fleschKincaidGrade }
          after { fleschKincaidGrade }
        }
        segments { index state reason }
      }
      ... on OptimizeError { code message }
    }
  }
}
`;

const estimate = `# The plan and its price, before anything is paid.
query Estimate($input: OptimizeInput!) {
  estimate(input: $input) {
    documents {
      document { name }
      segments
      lockedSegments
      words
    }
    promptTokens
    completionTokensLow
    completionTokensHigh
    costUsdLow
    costUsdHigh
  }
}
`;

const custom = `# Your own instructions. They need a language model: set
# OPENAI_API_KEY or OPENAI_BASE_URL, start Copydesk anew.
subscription Custom($input: OptimizeInput!) {
  optimizeStream(input: $input) {
    __typename
    ... on ProgressChunk {
      message
      percent
      partialContent(maxLength: 2000)
    }
    ... on ResultChunk { result { optimizedContent } }
    ... on ErrorChunk { error { code message } }
    ... on CompleteChunk { message status }
  }
}
`;

const start = `# In the background: answers at once. The tab Jobs shows
# what becomes of it. Asking for job(id) keeps it going;
# a job that nobody asks for or follows is cancelled.
mutation Start($input: OptimizeInput!) {
  startOptimization(input: $input) {
    id
    status
    createdAt
  }
}
`;

const jobs = `# Your jobs, the newest first. By its id there is more of
# one: job and jobStream, cancelOptimization to stop it,
# retryOptimization to run what failed once more.
query Jobs {
  jobs(first: 3) {
    edges {
      node {
        id
        status
        percent
        outcomes {
          ... on OptimizedDocument { optimizedContent }
          ... on OptimizeError { code message }
        }
        usage { totalTokens }
      }
    }
    pageInfo { hasNextPage endCursor }
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

const printer = { optimizationType: 'CLARITY', documents: [{ name: 'printer.txt', content: wordy }] };

const letter = {
  optimizationType: 'CONCISENESS',
  documents: [
    {
      name: 'letter.md',
      content:
        '# Your order\n\nIn order to track it, go to [your page](https://shop.example/42).\nDue to the fact that it left today, it arrives in **2 days**.\n',
    },
  ],
};

/** One tab per use, each ready to run. No line is longer than the editor is wide. */
export const tabs: [Tab, ...Tab[]] = [
  tab(stream, printer),
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
  tab(plain, printer),
  tab(review, letter),
  tab(estimate, letter),
  tab(start, letter),
  { query: jobs, variables: '' },
  tab(custom, {
    optimizationType: 'CUSTOM',
    instructions: 'Turn it into a polite letter of three sentences.',
    audience: 'a customer',
    protectedTerms: ['ACME-7'],
    documents: [
      { name: 'letter.txt', type: 'letter', content: 'Your ACME-7 is broken. Not our fault. Buy a new one.' },
    ],
  }),
  { query: capabilities, variables: '' },
];

function tab(query: string, input: object): Tab {
  // GraphiQL's editor marks an input as wrong that leaves out a non-null field, though it has a default.
  return { query, variables: JSON.stringify({ input: { ...input, onDisconnect: 'CANCEL' } }, null, 2) };
}
