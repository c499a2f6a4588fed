import { InputError } from '@backstage/errors';

/**
 * A fault in config, told so that whoever edits the file can mend it. Takes no
 * value: it may be a secret.
 */
export function configError(path: string, fault: string, fix: string): Error {
  return new InputError(`Invalid config at ${path}: ${fault}. ${fix}`);
}
