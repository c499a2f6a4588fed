export { KeepFocus } from './KeepFocus';
