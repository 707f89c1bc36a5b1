import { type ASTVisitor, GraphQLError, parse, type SelectionSetNode, type ValidationContext } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Words and signs of an operation: ten times what a client that asks for everything sends. */
const MAX_TOKENS = 10_000;

/** Aliases of an operation: each can ask for a whole document's text once more. */
const MAX_ALIASES = 10;

/** Bounds what an operation can ask for. The rules look at the operation alone: Yoga keeps their verdict for it. */
export function useOperationLimits(): Plugin {
  return {
    onRequestParse({ requestParser, setRequestParser }) {
      if (requestParser) {
        setRequestParser(async (request) => {
          try {
            return await requestParser(request);
          } catch (error) {
            throw error instanceof GraphQLError ? error : unreadable();
          }
        });
      }
    },
    onParse({ setParseFn }) {
      setParseFn((source, options) => {
        try {
          return parse(source, { ...options, maxTokens: MAX_TOKENS });
        } catch (error) {
          throw error instanceof RangeError ? new GraphQLError('The operation is nested too deeply.') : error;
        }
      });
    },
    onValidate({ addValidationRule }) {
      addValidationRule(OneMutationRule);
      addValidationRule(MaxAliasesRule);
      return ({ valid, result }) => {
        for (const error of valid ? [] : result) {
          error.extensions.code = 'INVALID_INPUT';
        }
      };
    },
  };
}

/** Several mutations in one operation would be several jobs at once, behind each other's back. */
function OneMutationRule(context: ValidationContext): ASTVisitor {
  // Each fragment counts once, however often it is spread: the rule takes no longer than the operation is long.
  const countFields = ({ selections }: SelectionSetNode, seen: Set<string>): number =>
    selections.reduce((count, selection) => {
      if (selection.kind === 'Field') {
        return count + 1;
      }
      if (selection.kind === 'InlineFragment') {
        return count + countFields(selection.selectionSet, seen);
      }
      const name = selection.name.value;
      const fragment = seen.has(name) ? undefined : context.getFragment(name);
      seen.add(name);
      return fragment ? count + countFields(fragment.selectionSet, seen) : count;
    }, 0);

  return {
    OperationDefinition(node) {
      if (node.operation === 'mutation' && countFields(node.selectionSet, new Set()) > 1) {
        const message = 'An operation may have one mutation. Put the documents into one `optimize` together.';
        context.reportError(new GraphQLError(message, { nodes: node }));
      }
    },
  };
}

function MaxAliasesRule(context: ValidationContext): ASTVisitor {
  let count = 0;
  return {
    Field(node) {
      if (node.alias) {
        count += 1;
        if (count === MAX_ALIASES + 1) {
          const message = `An operation may have ${MAX_ALIASES} aliases at most.`;
          context.reportError(new GraphQLError(message, { nodes: node }));
        }
      }
    },
  };
}

function unreadable(): GraphQLError {
  return new GraphQLError('The request cannot be read: its body or its parameters are not as GraphQL over HTTP says.', {
    extensions: { code: 'INVALID_INPUT', http: { status: 400 } },
  });
}
