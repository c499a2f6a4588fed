import { sendDemoEvents } from './sendDemoEvents';

// For the emulator's `--fill`.
export default sendDemoEvents;
