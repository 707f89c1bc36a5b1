// Plain JavaScript, as `start.js`, which needs it before all else.
import module from 'node:module';

/**
 * From now on each module is looked for on disk once: what Node found for an import is what the same import from the same folder gets.
 * Without that every second lookup of a start is one for what was found before.
 * @returns {void}
 */
export function resolveOnce() {
  /** @type {Map<string, module.ResolveFnOutput>} */
  const found = new Map();
  module.registerHooks({
    resolve(specifier, context, nextResolve) {
      const { conditions, parentURL } = context;
      if (!parentURL?.startsWith('file:') || specifier.startsWith('node:')) {
        return nextResolve(specifier, context);
      }
      const key = `${conditions} ${placeOf(specifier, parentURL)}`;
      const known = found.get(key);
      if (known) {
        return { ...known, shortCircuit: true };
      }
      const result = nextResolve(specifier, context);
      found.set(key, result);
      return result;
    },
  });
}

/**
 * A file is the same from wherever it is named, a package from one folder.
 * @param {string} specifier
 * @param {string} parentURL
 */
function placeOf(specifier, parentURL) {
  return specifier.startsWith('.')
    ? new URL(specifier, parentURL).href
    : `${parentURL.slice(0, parentURL.lastIndexOf('/'))} ${specifier}`;
}
