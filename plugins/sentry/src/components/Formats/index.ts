export { CompactNumber } from './CompactNumber';
export { RelativeTime } from './RelativeTime';
