import { isPersonalName } from './personalNames';

describe('isPersonalName', () => {
  it.each([
    ...['user', 'user_id', 'userId', 'USER_NAME', 'sentry:user'],
    ...['usr', 'usr.id', 'usr_id', 'currentUser', 'current_user_id'],
    ...['loggedInUser', 'auth-user', 'userid', 'username', 'login', 'uid'],
    ...['ip', 'ip_address', 'ipAddress', 'IPAddress', 'clientIp', 'real-ip'],
    ...['REMOTE_ADDR', 'remoteAddress', 'x-forwarded-for', 'ipv4'],
    ...['email', 'e_mail', 'userEmail', 'accountemail', 'contact_mail'],
    ...['geo.city', 'geo_city', 'geoCity', 'phoneNumber', 'phone'],
    ...['firstName', 'last_name', 'full name', 'display-name', 'nickname'],
    ...['customer_id', 'customerId', 'memberid', 'employee-id', 'person.id'],
    ...['account_id', 'accountId', 'user_rolename', 'user_type_id'],
  ])('knows %s', name => {
    expect(isPersonalName(name)).toBe(true);
  });

  it.each([
    ...['user-agent', 'userAgent', 'user_agent.name', 'users', 'zip', 'ship'],
    ...['tooltip', 'description', 'membership', 'tenant', 'customer'],
    ...['runtime.name', 'server_name', 'os.name', 'mailer', 'device.family'],
    ...['environment', 'release', 'url', 'transaction', 'handled', 'mobile'],
    ...['user.role', 'userRole', 'user_type', 'user_segment', 'user.tier'],
    ...['user_plan', 'geo.country', 'geo.country_code', 'userCountryCode'],
    ...['ip_version', 'login_method', 'email_template', 'phone_model'],
    ...['user_count', 'user_status', 'accounting_id', 'account'],
  ])('does not take %s for one', name => {
    expect(isPersonalName(name)).toBe(false);
  });
});
