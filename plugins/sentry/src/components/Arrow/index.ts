export { Arrow } from './Arrow';
