export { ageOf } from './ageOf';
export { Answer } from './Answer';
export { AnswerCache, type Composed } from './AnswerCache';
export {
  announceChanges,
  followChanges,
  ProjectChanges,
} from './changes';
export { isOutage } from './failures';
export { cacheKey } from './keys';
export { SharedStore } from './SharedStore';
export { SingleFlight } from './SingleFlight';
export { SourceCache } from './SourceCache';
export type { Cached, CacheFacts, CacheResult } from './types';
