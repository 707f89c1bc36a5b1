import {
  BREAK,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getArgumentValues,
  isAbstractType,
  isLeafType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type ValidatedSubscriptionArgs,
  visit,
} from 'graphql';
import {
  collectFields,
  collectSubfields,
  type FieldDetailsList,
  type GroupedFieldSet,
} from 'graphql/execution/collectFields';
import type { SharedExecutionContext } from 'graphql/execution/createSharedExecutionContext';

/** Executes an event as graphql-js does. Gives undefined where that is left to it, whatever resolvers were called by then. */
export type EventPlan = (event: unknown, context: unknown) => ExecutionResult | undefined;

/** Makes of what a resolver gave what is sent. Throws where that is left to graphql-js. */
type Read = (value: unknown, context: unknown) => unknown;

type Path = GraphQLResolveInfo['path'] | undefined;

const left = new Error('This is left to graphql-js.');

const leave: Read = () => {
  throw left;
};

/** What the streams of an operation share. */
export interface OperationPlan extends Pick<ValidatedSubscriptionArgs, 'fragments' | 'fragmentDefinitions'> {
  readonly plan: EventPlan;
}

const plans = new WeakMap<OperationDefinitionNode, OperationPlan>();

/**
 * The plan for the events of an operation, one for all its streams: what graphql-js finds out for each event anew, the fields, their
 * arguments and how they are completed, is found out once. Planned are events of types that are marked `isSync`, as far as no
 * variable and no list is in what is asked for; one whose fields fail, or are null where they must not be, is left as well.
 * Resolvers are given no variables and no root value.
 */
export function planEvents(args: ValidatedSubscriptionArgs, shared: SharedExecutionContext): OperationPlan {
  const { document, operation, fragments, fragmentDefinitions } = args;
  const known = plans.get(operation);
  if (known) {
    return known;
  }
  const plan = asksByVariables(document, operation) ? () => undefined : createPlan(args, shared);
  const planned = { plan, fragments, fragmentDefinitions };
  plans.set(operation, planned);
  return planned;
}

/** Whether variables are used elsewhere than in what the stream itself is asked for by: that was read before its first event. */
function asksByVariables(document: DocumentNode, { selectionSet }: OperationDefinitionNode): boolean {
  const ofStream = new Set(selectionSet.selections.flatMap((root) => (root.kind === Kind.FIELD ? root.arguments : [])));
  let isFound = false;
  visit(document, {
    VariableDefinition: () => false,
    Argument: (argument) => (ofStream.has(argument) ? false : undefined),
    Variable() {
      isFound = true;
      return BREAK;
    },
  });
  return isFound;
}

function createPlan(args: ValidatedSubscriptionArgs, shared: SharedExecutionContext): EventPlan {
  const { schema, fragments, fragmentDefinitions, operation, fieldResolver, hideSuggestions } = args;
  const { getAbortSignal, getAsyncHelpers } = shared;
  const variableValues = { sources: {}, coerced: {} };

  function readFields(parentType: GraphQLObjectType, grouped: GroupedFieldSet, above: Path) {
    const fields = Array.from(grouped, ([key, details]) => ({ key, read: readField(parentType, key, details, above) }));
    return (source: unknown, context: unknown) => {
      const result: Record<string, unknown> = {};
      for (const { key, read } of fields) {
        result[key] = read(source, context);
      }
      return result;
    };
  }

  function readField(parentType: GraphQLObjectType, key: string, details: FieldDetailsList, above: Path): Read {
    const [{ node, fragmentVariableValues } = {}] = details;
    const field = node && schema.getField(parentType, node.name.value);
    if (!field || key === '__proto__') {
      return leave;
    }
    const info: GraphQLResolveInfo = {
      fieldName: field.name,
      fieldNodes: details.map((detail) => detail.node),
      returnType: field.type,
      parentType,
      path: { prev: above, key, typename: parentType.name },
      schema,
      fragments: fragmentDefinitions,
      rootValue: undefined,
      operation,
      variableValues,
      getAbortSignal,
      getAsyncHelpers,
    };
    const values = above ? getArgumentValues(field, node, variableValues, fragmentVariableValues, hideSuggestions) : {};
    const resolve = field.resolve ?? fieldResolver;
    const complete = completion(field.type, details, info);
    return (source, context) => {
      const value = resolve(source, values, context, info);
      if (value instanceof Error || value instanceof Promise) {
        throw left;
      }
      return complete(value, context);
    };
  }

  function completion(type: GraphQLOutputType, details: FieldDetailsList, info: GraphQLResolveInfo): Read {
    if (isNonNullType(type)) {
      const complete = completion(type.ofType, details, info);
      return (value, context) => complete(value, context) ?? leave(value, context);
    }
    if (isLeafType(type)) {
      return (value, context) => (value == null ? null : (type.coerceOutputValue(value) ?? leave(value, context)));
    }
    if (isAbstractType(type)) {
      return choice(type, details, info);
    }
    if (isObjectType(type) && !type.isTypeOf) {
      const read = readObject(type, details, info.path);
      return (value, context) => (value == null ? null : read(value, context));
    }
    return leave;
  }

  function choice(type: GraphQLAbstractType, details: FieldDetailsList, info: GraphQLResolveInfo): Read {
    const reads = new Map<unknown, Read>();
    return (value, context) => {
      const name = value == null ? undefined : type.resolveType?.(value, context, info, type);
      const read = reads.get(name) ?? readOf(name);
      reads.set(name, read);
      return read(value, context);
    };

    function readOf(name: unknown): Read {
      const chosen = schema.getPossibleTypes(type).find((possible) => possible.name === name);
      return chosen?.extensions.isSync ? readObject(chosen, details, info.path) : leave;
    }
  }

  function readObject(type: GraphQLObjectType, details: FieldDetailsList, path: Path): Read {
    const { groupedFieldSet } = collectSubfields(schema, fragments, variableValues, type, details, hideSuggestions);
    return readFields(type, groupedFieldSet, path);
  }

  const root = schema.getSubscriptionType();
  if (!root) {
    return () => undefined;
  }
  const { groupedFieldSet } = collectFields(
    schema,
    fragments,
    variableValues,
    root,
    operation.selectionSet,
    hideSuggestions,
  );
  const read = readFields(root, groupedFieldSet, undefined);
  return (event, context) => {
    try {
      return { data: read(event, context) };
    } catch {
      return undefined;
    }
  };
}
