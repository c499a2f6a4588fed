import { safeText } from '../../text/mask';

/** Names as a message shows them. */
export function nameAll(names: string[]): string {
  return names.map(name => `\`${safeText(name)}\``).join(', ');
}
