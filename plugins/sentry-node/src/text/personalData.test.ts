import { withoutPersonalData } from './personalData';

describe('withoutPersonalData', () => {
  it.each([
    ['mail to ada.l+x@mail.example.com failed', 'mail to [e-mail] failed'],
    ['GET ?user=ada%40example.com failed', 'GET ?user=[e-mail] failed'],
    ['GET ?u=ada%2540example.com', 'GET ?u=[e-mail]'],
    ['ada&#64;example.com', '[e-mail]'],
    ['{"to":"ada\\u0040example.com"}', '{"to":"[e-mail]"}'],
    ['"ada l"@example.com', '[e-mail]'],
    ['to ada@example.\u0440\u0444', 'to [e-mail]'],
    [
      'connect db.example.com/192.0.2.7 or db/192.0.2.7:5432',
      'connect db.example.com/[ip] or db/[ip]:5432',
    ],
    ['from <ada@example.com>', 'from <[e-mail]>'],
    ['connect 192.0.2.7:5432', 'connect [ip]:5432'],
    ['GET http://192.0.2.7/x', 'GET http://[ip]/x'],
    ['peer 192.0.2.7.', 'peer [ip].'],
    ['peer [2001:db8::7]:443', 'peer [[ip]]:443'],
  ])('takes addresses out of %s', (text, safe) => {
    expect(withoutPersonalData(text)).toBe(safe);
  });

  it.each([
    'connect ECONNREFUSED 127.0.0.1:5432',
    'connect ECONNREFUSED ::1:5432',
    'Chrome/120.0.0.0 on v1.2.3',
    'at 12:30:45.123, std::vector, user@host, @scope/name@1.2',
    '999.999.999.999',
  ])('leaves %s as it is', text => {
    expect(withoutPersonalData(text)).toBe(text);
  });

  it('takes no longer for a text made to hold it up', () => {
    const text = '%40'.repeat(1_500_000);
    expect(withoutPersonalData(text)).toBe(text);
  });
});
