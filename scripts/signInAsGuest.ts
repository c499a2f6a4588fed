/**
 * The token of a portal's guest.
 *
 * @throws Error where the portal does not answer, or has no guest
 */
export async function signInAsGuest(url: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/guest/refresh`);
  const { backstageIdentity } = await response.json();
  return backstageIdentity.token;
}
