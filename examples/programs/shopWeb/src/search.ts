import {
  currencyOptions,
  type Operation,
  type ProgramRequest,
} from '../../src/operation';

class SearchSyntaxError extends Error {
  override name = 'SearchSyntaxError';
}

interface SearchBody {
  results: { hits: { title: string; score: number; price: number }[] };
}

function searchProducts({ id, body, currency }: ProgramRequest) {
  const text = decodeURIComponent(id);
  const { results }: SearchBody = JSON.parse(body);
  if (results.hits.length === 0) {
    throw new SearchSyntaxError(`Nothing can match "${text}"`);
  }
  const [first] = results.hits;
  return `${first.title} ${first.price.toLocaleString('en', currencyOptions(currency))}`;
}

function suggestTerms({ id, body, currency }: ProgramRequest) {
  const { terms }: { terms: { words: string[]; spend: number } } =
    JSON.parse(body);
  const start = decodeURIComponent(id).toLowerCase();
  const found = terms.words.filter(word => word.startsWith(start));
  return [found, terms.spend.toLocaleString('en', currencyOptions(currency))];
}

function countFacets({ id, body, currency }: ProgramRequest) {
  const {
    facets,
  }: { facets: { colour: Record<string, number>; max: number } } =
    JSON.parse(body);
  const colours = Object.keys(facets.colour).length;
  const max = facets.max.toLocaleString('en', currencyOptions(currency));
  return `${decodeURIComponent(id)}: ${colours} up to ${max}`;
}

function filterByPrice({ id, body, currency }: ProgramRequest) {
  const { range }: { range: { from: number; to: number } } = JSON.parse(body);
  const middle = (range.from + range.to) / 2;
  return [
    decodeURIComponent(id),
    middle.toLocaleString('en', currencyOptions(currency)),
  ];
}

function rankResults({ id, body, currency }: ProgramRequest) {
  const { results }: SearchBody = JSON.parse(body);
  const ranked = results.hits.toSorted((a, b) => b.score - a.score);
  const price = ranked[0].price.toLocaleString('en', currencyOptions(currency));
  return { query: decodeURIComponent(id), price };
}

function saveSearch({ id, body, currency }: ProgramRequest) {
  const { saved }: { saved: { label: string; limit: number } } =
    JSON.parse(body);
  const limit = saved.limit.toLocaleString('en', currencyOptions(currency));
  return `${saved.label.trim()} ${decodeURIComponent(id)} ${limit}`;
}

const hits = [{ title: 'Mug', score: 0.9, price: 12.5 }];

export const searchOperations: Operation[] = [
  {
    transaction: 'GET /search/:id',
    run: searchProducts,
    body: { results: { hits } },
    refused: { results: { hits: [] } },
  },
  {
    transaction: 'GET /search/suggest/:id',
    run: suggestTerms,
    body: { terms: { words: ['mug'], spend: 10 } },
  },
  {
    transaction: 'GET /search/:id/facets',
    run: countFacets,
    body: { facets: { colour: { red: 2 }, max: 90 } },
  },
  {
    transaction: 'GET /search/:id/price',
    run: filterByPrice,
    body: { range: { from: 5, to: 50 } },
  },
  {
    transaction: 'POST /search/:id/rank',
    run: rankResults,
    body: { results: { hits } },
  },
  {
    transaction: 'PUT /search/saved/:id',
    run: saveSearch,
    body: { saved: { label: 'mugs', limit: 20 } },
  },
];
