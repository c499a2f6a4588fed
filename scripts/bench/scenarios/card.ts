import { cardSizes } from '../cardSize';
import { row } from '../report';

/** What a browser loads for the card. */
export async function cardInTheBrowser() {
  const { card, incumbent } = await cardSizes();
  row('entity card’s own JavaScript, bytes gzipped', card.bytes, '');
  for (const { name, bytes } of card.later) {
    row(`… loaded where it is needed: ${name}`, bytes, '');
  }
  row(
    '… of the community plugin’s card',
    incumbent ?? 'could not be fetched',
    '',
  );
  row(
    '… ours ÷ theirs',
    incumbent === undefined ? '' : (card.bytes / incumbent).toFixed(2),
    '≤ 1',
  );
}
