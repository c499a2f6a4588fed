import type {
  SentrySourceRoot,
  SentryStackFrame,
} from 'backstage-plugin-sentry-common';

const MAX_LENGTH = 500;

/** What bundlers and SDKs put in front of a name that is relative for all that. */
const PREFIX =
  /^(?:webpack-internal:\/\/\/|webpack:\/\/[^/]*\/|app:\/\/\/|ng:\/\/\/)(?:\([\w-]+\)\/)?/;
/** A scheme, the letter of a drive, the root of a machine or of a web site. */
const ABSOLUTE = /^(?:[a-z][a-z0-9+.-]*:|\/|~\/)/i;
const FILE = /\.[A-Za-z0-9]{1,10}$/;

/**
 * The path of a frame's file below the directory of the source, or from the root of the
 * repository where it starts with a slash. `undefined` where nothing says where the file
 * is: an absolute name that no root stands for, a name without its directory, a library's, a
 * bundle's. No link is better than one to a file that does not exist.
 */
export function repositoryPath(
  frame: SentryStackFrame,
  roots: SentrySourceRoot[],
): string | undefined {
  if (!frame.inApp || frame.isMinified) {
    return undefined;
  }
  const names = [frame.filename, frame.absPath]
    .filter(name => name !== undefined)
    .map(name => name.replaceAll('\\', '/'));
  for (const { from, to } of roots.filter(root => root.from)) {
    for (const name of names) {
      const rest = below(name, from) ?? below(relative(name), from);
      const path = rest === undefined ? undefined : join(to, rest);
      if (path !== undefined) {
        return path;
      }
    }
  }
  const root = roots.find(({ from }) => !from);
  const file = ofModule(frame);
  if (file) {
    // Where its packages begin, only the annotation can say.
    return root && join(root.to, file);
  }
  return names
    .filter(name => saysWhere(name, frame.absPath))
    .map(relative)
    .filter(name => !ABSOLUTE.test(name))
    .map(name => join(root?.to ?? '', name))
    .find(path => path !== undefined);
}

/**
 * Whether a relative name tells the directory of its file: `Order.cs` does not, nor does a name
 * that is not the end of where the file was.
 */
function saysWhere(name: string, absPath: string | undefined): boolean {
  const file = relative(name);
  const at = absPath && relative(absPath.replaceAll('\\', '/'));
  return (
    // With its prefix, a name is one from the root: `./order.ts`, `app:///order.ts`.
    (file.includes('/') || file !== name) &&
    (!at || at === file || at.endsWith(`/${file}`))
  );
}

function relative(name: string): string {
  return name.replace(PREFIX, '').replace(/^(?:\.\/)+/, '');
}

/** What follows the prefix, if it ends where a segment does. */
function below(name: string, prefix: string): string | undefined {
  if (!name.startsWith(prefix)) {
    return undefined;
  }
  const rest = name.slice(prefix.length);
  return prefix.endsWith('/') || rest.startsWith('/')
    ? rest.replace(/^\/+/, '')
    : undefined;
}

/** Java and its kin know a file by its class: `com.acme.Order` in `Order.java`. */
function ofModule({ filename, module }: SentryStackFrame): string | undefined {
  if (
    !filename ||
    filename.includes('/') ||
    !/^[\w$.]+\.[\w$]+$/.test(module ?? '')
  ) {
    return undefined;
  }
  const directory = (module ?? '').split('.').slice(0, -1).join('/');
  return `${directory}/${filename}`;
}

/** `undefined` for what is no file of a repository, or would leave it. */
function join(to: string, rest: string): string | undefined {
  const start = to.startsWith('/') ? '/' : '';
  const segments = [...to.split('/'), ...rest.split('/')].filter(
    segment => segment && segment !== '.',
  );
  const path = start + segments.join('/');
  return path.length > MAX_LENGTH ||
    !rest ||
    !FILE.test(path) ||
    /\p{Surrogate}/u.test(path) ||
    segments.some(
      segment => /^\.\.+$/.test(segment) || segment === 'node_modules',
    ) ||
    // eslint-disable-next-line no-control-regex
    /[<>:*?"|\\\u0000-\u001f\u007f]|%2e|%2f/i.test(path)
    ? undefined
    : path;
}
