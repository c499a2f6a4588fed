export { TokenExchange } from './TokenExchange';
export type { TokenExchangeSettings } from './types';
