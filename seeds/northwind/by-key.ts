/** The members under each key, keys in the order they are first met. */
export function groupBy<Key, Member>(members: Iterable<Member>, keyOf: (member: Member) => Key): Map<Key, Member[]> {
  const groups = new Map<Key, Member[]>();
  for (const member of members) {
    const group = groups.get(keyOf(member));
    if (group) group.push(member);
    else groups.set(keyOf(member), [member]);
  }
  return groups;
}

export function requireKey<Key extends string | number, Value>(
  known: ReadonlyMap<Key, Value>,
  key: Key,
  what: string,
): Value {
  const value = known.get(key);
  if (value === undefined) throw new Error(`Northwind has no ${what} ${key}.`);
  return value;
}

/** Sorted by key, numbers by size and texts by code unit; a key used twice is an error. */
export function inKeyOrder<Member>(
  members: readonly Member[],
  keyOf: (member: Member) => string | number,
  what: string,
): Member[] {
  for (const [key, sharers] of groupBy(members, keyOf)) {
    if (sharers.length > 1) throw new Error(`Northwind has the ${what} ${key} twice.`);
  }
  return members.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
