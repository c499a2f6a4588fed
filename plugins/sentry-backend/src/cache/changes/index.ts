export {
  ChangeLog,
  type ChangedProjects,
  type IssuesChanged,
} from './ChangeLog';
export { announceChanges, followChanges } from './followChanges';
