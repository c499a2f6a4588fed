export { canConnectHelp } from './canConnectHelp';
export { ConnectButton } from './ConnectButton';
