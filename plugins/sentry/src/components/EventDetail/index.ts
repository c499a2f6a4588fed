export { EventSection } from './EventSection';
