/** `find`, asked once for each key: what it gave is remembered for as long as somebody holds the key. */
export function remember<Key extends object, Found extends object | string>(
  find: (key: Key) => Found,
): (key: Key) => Found {
  const known = new WeakMap<Key, Found>();
  return (key) => {
    const found = known.get(key) ?? find(key);
    known.set(key, found);
    return found;
  };
}
