export { IssueSummary } from './IssueSummary';
export { IssueTags } from './IssueTag';
export { knownLevel, LevelMark } from './LevelMark';
