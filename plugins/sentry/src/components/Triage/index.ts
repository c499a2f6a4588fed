export { IssueTriage } from './IssueTriage';
export { SelectionBar } from './SelectionBar';
