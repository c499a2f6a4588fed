export { ReleaseLink } from './ReleaseLink';
