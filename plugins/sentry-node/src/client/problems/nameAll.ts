import { safeText } from '../../text/safeText';

/** Names as a message shows them. */
export function nameAll(names: string[]): string {
  return names.map(name => `\`${safeText(name)}\``).join(', ');
}
