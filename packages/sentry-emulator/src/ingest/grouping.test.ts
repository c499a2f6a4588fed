import { groupingComponents, groupingHash } from './describeEvent';
import { sdkEventSchema } from './sdkEvent';

function event(overrides: object) {
  return sdkEventSchema.parse({ platform: 'node', ...overrides });
}

function thrown(type: string, value: string, functionName?: string) {
  const frames = functionName
    ? [
        { filename: 'app.js', function: functionName, in_app: true },
        { filename: 'node:internal', function: 'run', in_app: false },
      ]
    : [{ filename: 'node:internal', function: 'run', in_app: false }];
  return { values: [{ type, value, stacktrace: { frames } }] };
}

describe('grouping', () => {
  it('puts the same type from the same function of the application together', () => {
    const one = event({ exception: thrown('TypeError', 'x of a', 'pay') });
    const other = event({ exception: thrown('TypeError', 'y of b', 'pay') });
    expect(groupingHash(one)).toBe(groupingHash(other));
  });

  it('keeps different functions and different types apart', () => {
    const hashes = [
      thrown('TypeError', 'x', 'pay'),
      thrown('TypeError', 'x', 'ship'),
      thrown('RangeError', 'x', 'pay'),
    ].map(exception => groupingHash(event({ exception })));
    expect(new Set(hashes).size).toBe(3);
  });

  it('goes by type and value where no frame is of the application', () => {
    expect(
      groupingComponents(event({ exception: thrown('Error', 'gone') })),
    ).toEqual(['exception', 'Error', 'gone']);
  });

  it('goes by the outermost of chained exceptions', () => {
    const exception = {
      values: [
        ...thrown('Error', 'cause', 'connect').values,
        ...thrown('OrderError', 'order', 'submit').values,
      ],
    };
    expect(groupingComponents(event({ exception }))).toEqual([
      'exception',
      'OrderError',
      'app.js',
      'submit',
    ]);
  });

  it('takes the fingerprint given, with {{ default }} expanded', () => {
    const exception = thrown('TypeError', 'x', 'pay');
    expect(
      groupingComponents(event({ exception, fingerprint: ['mine'] })),
    ).toEqual(['mine']);
    expect(
      groupingComponents(
        event({ exception, fingerprint: ['{{ default }}', 'eu'] }),
      ),
    ).toEqual(['exception', 'TypeError', 'app.js', 'pay', 'eu']);
  });
});
