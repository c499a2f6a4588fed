export { ReleaseHealth } from './ReleaseHealth';
