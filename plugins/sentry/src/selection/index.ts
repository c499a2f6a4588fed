export { SelectAll, SelectIssue } from './SelectBoxes';
export {
  type IssueSelection,
  SelectionProvider,
  useIssueSelection,
} from './SelectionContext';
export { useSelection } from './useSelection';
