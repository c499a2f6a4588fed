import type { Request } from 'express';
import { issuesParameters, noParameters, readParameters } from './parameters';

const read = (search: string) =>
  readParameters(
    // Only the URL is read.
    { url: `/issues${search}` } as Request,
    issuesParameters,
  );

describe('readParameters', () => {
  it('leaves out what was not given', () => {
    expect(read('')).toEqual({});
  });

  it('reads everything that issues can be asked for', () => {
    expect(
      read(
        '?query=level%3Aerror&environment=b&environment=a&project=shop-web&statsPeriod=2w&sort=freq&limit=100&cursor=abc',
      ),
    ).toEqual({
      query: 'level:error',
      environment: ['a', 'b'],
      project: ['shop-web'],
      statsPeriod: '2w',
      sort: 'freq',
      limit: 100,
      cursor: 'abc',
    });
  });

  it('tells an empty query and empty environments from none', () => {
    expect(read('?query=&environment=')).toEqual({
      query: '',
      environment: [],
    });
  });

  it.each([
    ['?limit=0', 'limit'],
    ['?limit=1e1', 'limit'],
    ['?statsPeriod=30m', 'statsPeriod'],
    ['?statsPeriod=', 'statsPeriod'],
    ['?sort=date&sort=new', 'sort'],
    ['?project=', 'project'],
    ['?environment=a%00b', 'environment'],
    ['?environment[]=a', 'environment[]'],
    ['?constructor=a', 'constructor'],
    ['?__proto__=a', '__proto__'],
    ['?cursor=', 'cursor'],
  ])('refuses %p, naming %s', (search, name) => {
    expect(() => read(search)).toThrow(`\`${name}\``);
  });

  it('refuses any parameter where there are none', () => {
    expect(() =>
      readParameters(
        { url: '/projects?environment=a' } as Request,
        noParameters,
      ),
    ).toThrow('`environment`');
  });
});
