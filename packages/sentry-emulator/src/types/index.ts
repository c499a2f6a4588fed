export type * from './Emulator';
export type * from './options';
export type * from './seeds';
export type * from './tokens';
export type * from './traffic';
export type * from './world';
