export { ExternalLink, OpenInSentry } from './ExternalLink';
export { httpUrl } from './httpUrl';
