import { serializeEntries } from './entries';
import { sdkEventSchema } from '../ingest/sdkEvent';

const entriesOf = (event: object) =>
  serializeEntries(sdkEventSchema.parse(event));

const frames = [
  {
    filename: 'src/main.m',
    function: 'main',
    lineno: 7,
    pre_context: ['a'],
    context_line: 'b',
    post_context: ['c'],
    in_app: true,
    instruction_addr: '0x1',
  },
  { filename: 'UIKit', in_app: false },
];

describe('the entries of an event', () => {
  it('say which frames the SDK has left out', () => {
    const stackOf = (stacktrace: object) =>
      entriesOf({ exception: [{ type: 'E', stacktrace }] })[0].data;
    const withOmitted = (framesOmitted: unknown) => ({
      values: [{ stacktrace: { framesOmitted } }],
    });
    expect(stackOf({ frames })).toMatchObject(withOmitted(null));
    expect(stackOf({ frames, frames_omitted: [1, 40] })).toMatchObject(
      withOmitted([1, 40]),
    );
    expect(stackOf({ frames, frames_omitted: 'many' })).toMatchObject(
      withOmitted(null),
    );
  });

  it('have threads, each with its stack', () => {
    expect(
      entriesOf({
        threads: {
          values: [
            { id: 1, name: 'main', crashed: true, stacktrace: { frames } },
          ],
        },
      }),
    ).toMatchObject([
      {
        type: 'threads',
        data: {
          values: [
            {
              id: 1,
              name: 'main',
              crashed: true,
              current: null,
              rawStacktrace: null,
              stacktrace: {
                hasSystemFrames: true,
                frames: [
                  {
                    lineNo: 7,
                    inApp: true,
                    instructionAddr: '0x1',
                    context: [
                      [6, 'a'],
                      [7, 'b'],
                      [8, 'c'],
                    ],
                  },
                  { lineNo: null, context: [] },
                ],
              },
            },
          ],
        },
      },
    ]);
  });

  it('have every part that the event has, and no other', () => {
    const types = entriesOf({
      message: 'odd',
      exception: [{ type: 'Error', value: 'odd' }],
      stacktrace: { frames },
      threads: [{ id: 1 }],
      template: { filename: 'page.html', lineno: 3, context_line: '<p>' },
      csp: { blocked_uri: 'inline' },
      breadcrumbs: [{ message: 'before' }],
      request: { url: 'https://shop.example/' },
      spans: [{ op: 'db' }],
      debug_meta: { images: [] },
    }).map(({ type }) => type);
    expect(types).toEqual([
      'message',
      'exception',
      'stacktrace',
      'threads',
      'template',
      'csp',
      'breadcrumbs',
      'request',
      'spans',
      'debugmeta',
    ]);
    expect(entriesOf({})).toEqual([]);
  });

  it('have query, cookies and headers as pairs, however they came', () => {
    const request = {
      url: 'https://shop.example/?a=b',
      cookies: 'one=1; two=2=2',
      headers: { Accept: '*/*' },
      data: { article: 7 },
    };
    expect(entriesOf({ request })[0].data).toMatchObject({
      url: 'https://shop.example/',
      query: [['a', 'b']],
      cookies: [
        ['one', '1'],
        ['two', '2=2'],
      ],
      headers: [['Accept', '*/*']],
      data: { article: 7 },
      inferredContentType: 'application/json',
    });
  });
});
