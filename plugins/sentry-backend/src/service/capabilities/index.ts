export { capabilitiesOf } from './capabilitiesOf';
export { refuseUnknownSort } from './refuseUnknownSort';
