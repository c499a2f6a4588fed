import {
  currencyOptions,
  type Operation,
  type ProgramRequest,
} from '../../src/operation';

class ModelNotLoadedError extends Error {
  override name = 'ModelNotLoadedError';
}

function predictDemand({ id, body, currency }: ProgramRequest) {
  const { model }: { model: { weights: number[]; loaded: boolean } } =
    JSON.parse(body);
  if (!model.loaded) {
    throw new ModelNotLoadedError('Ask again once the model is loaded');
  }
  const sum = model.weights.reduce((total, weight) => total + weight, 0);
  return `${decodeURIComponent(id)} ${sum.toLocaleString('en', currencyOptions(currency))}`;
}

export const prototypeOperations: Operation[] = [
  {
    transaction: 'GET /predict/:id',
    run: predictDemand,
    body: { model: { weights: [1, 2], loaded: true } },
    refused: { model: { weights: [], loaded: false } },
  },
];
