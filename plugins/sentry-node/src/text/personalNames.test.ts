import { isPersonalName } from './personalNames';

describe('isPersonalName', () => {
  it.each([
    ...['user', 'user_id', 'userId', 'user.role', 'USER_NAME', 'sentry:user'],
    ...['usr', 'usr.id', 'usr_id', 'currentUser', 'current_user_id'],
    ...['loggedInUser', 'auth-user', 'userid', 'username', 'login', 'uid'],
    ...['ip', 'ip_address', 'ipAddress', 'IPAddress', 'clientIp', 'real-ip'],
    ...['REMOTE_ADDR', 'remoteAddress', 'x-forwarded-for', 'ipv4'],
    ...['email', 'e_mail', 'userEmail', 'accountemail', 'contact_mail'],
    ...['geo.city', 'geo_city', 'geoCity', 'phoneNumber', 'phone'],
    ...['firstName', 'last_name', 'full name', 'display-name', 'nickname'],
  ])('knows %s', name => {
    expect(isPersonalName(name)).toBe(true);
  });

  it.each([
    ...['user-agent', 'userAgent', 'user_agent.name', 'users', 'zip', 'ship'],
    ...['tooltip', 'description', 'membership', 'tenant', 'customer_id'],
    ...['runtime.name', 'server_name', 'os.name', 'mailer', 'device.family'],
    ...['environment', 'release', 'url', 'transaction', 'handled', 'mobile'],
  ])('does not take %s for one', name => {
    expect(isPersonalName(name)).toBe(false);
  });
});
