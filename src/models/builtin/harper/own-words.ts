/** Words of the trade that the dictionary lacks: no misspellings. */
export const ownWords: ReadonlySet<string> = new Set(
  (
    'async backend backends backport backported backports boolean booleans bugfix bugfixes callee changelog changelogs ' +
    'codegen codemod codepoint codepoints colocate colocated colocating colocation comparer compat config configs cron ' +
    'deallocate debounce debounced deduplicate deduplicated denylist deprioritize dereference dereferenced deserialize ' +
    'deserialized deserializer destructure destructured destructuring devcontainer downsampled enum enums estree ' +
    'falsey falsy favicon formatter frontend fullscreen getter getters hotfix hotfixes initializer initializers ' +
    'inlined inlining iterable iterables iterator iterators kebab keyframe keyframes linter linters lockfile lockfiles ' +
    'lookahead lookbehind loopback markdown memoize memoized memoization middleware middlewares minified minifier ' +
    'mixin mixins monorepo monorepos multiline mutex mutexes namespace namespaced namespaces nullable nullish ' +
    'offboard onboarding opcode parser parsers passthrough plaintext polyfill polyfilled polyfilling polyfills ponyfill ponyfilling ponyfills ' +
    'preload preloaded preprocessor presigned prettifier printf readline rebase rebased rebasing refactor refactored ' +
    'refactoring referentially regex regexes repo repos resolver resolvers rollup runtime runtimes sandboxed sanitizer semver serializer ' +
    'serializers serverless setter setters shim shims sourcemap sourcemaps sprintf standalone stateful stdin stdout ' +
    'stderr stringified stringify subclass subclasses subcommand subcommands subdirectory subdomain subfolder ' +
    'subgraph subgraphs subpath subpaths subprocess subschema subschemas subtest subtests subtree subtrees symlink ' +
    'symlinked symlinks teardown timestamp timestamps tokenize tokenized tokenizer tokenizers transpile transpiled ' +
    'transpiler truthy typedef typedefs typings unparsed unregister unscoped unserialize untrusted upsert userland ' +
    'validator validators vitest webhook webhooks whitespace wildcard wildcards workaround workarounds'
  ).split(' '),
);
