/** Texts in groups, to any depth. */
export interface NestedMessages {
  [key: string]: string | NestedMessages;
}

/** Names each text as a translation does: `card.title`. */
export function flatten(
  messages: NestedMessages,
  prefix = '',
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${prefix}${key}`, value]]
        : Object.entries(flatten(value, `${prefix}${key}.`)),
    ),
  );
}
