export { LimitsNote } from './LimitsNote';
export { useLimitTexts } from './useLimitTexts';
