/** Texts in groups, to any depth. */
export interface NestedMessages {
  [key: string]: string | NestedMessages;
}

/** What a translation calls each text: `card.title`. */
export type FlatKey<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${FlatKey<T[K]>}`;
}[keyof T & string];

/** Names each text as a translation does. */
export function flatten<T extends NestedMessages>(
  messages: T,
): Record<FlatKey<T>, string> {
  // What is made of entries has keys that its type can't tell.
  return Object.fromEntries(entriesOf(messages, '')) as Record<
    FlatKey<T>,
    string
  >;
}

function entriesOf(
  messages: NestedMessages,
  prefix: string,
): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value]]
      : entriesOf(value, `${prefix}${key}.`),
  );
}
