export { KeepFocus, useFocusHome } from './KeepFocus';
