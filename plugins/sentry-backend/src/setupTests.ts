import { format } from 'node:util';
import { takeFaults } from './__testUtils__/documentedAnswers';
import {
  linesWithCredentials,
  noteLog,
  takeLog,
} from './__testUtils__/logGuard';

// No test of this package may print a credential or have one in its log.
const methods = ['debug', 'info', 'log', 'warn', 'error'] as const;

beforeAll(() => {
  for (const method of methods) {
    const print = console[method].bind(console);
    console[method] = (...parameters: unknown[]) => {
      noteLog(format(...parameters));
      print(...parameters);
    };
  }
});

afterEach(() => {
  const suspicious = linesWithCredentials(takeLog());
  if (suspicious.length) {
    throw new Error(
      `${suspicious.length} lines of the log hold what looks like a credential, such as one of ${suspicious[0].length} characters that begins with "${suspicious[0].slice(0, 40)}"`,
    );
  }
});

// Every answer is as the OpenAPI document says.
afterEach(() => {
  const faults = takeFaults();
  if (faults.length) {
    throw new Error(faults.join('\n'));
  }
});
