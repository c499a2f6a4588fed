import { escapeHtml, renderPage } from '../webPages/renderPage';
import type { EmulatorUser } from '../types';
import type { AuthorizationRequest } from './authorizationRequest';

/** Asks who signs in and whether the application may have what it wants. */
export function authorizePage(options: {
  request: AuthorizationRequest;
  users: readonly EmulatorUser[];
  transaction: string;
}): string {
  const { request, users, transaction } = options;
  const name = escapeHtml(request.application.name);
  const scopes = request.scopes
    .map(scope => `<li><code>${escapeHtml(scope)}</code></li>`)
    .join('');
  const choices = users
    .map(
      (user, index) =>
        `<p><label><input type="radio" name="user" value="${escapeHtml(user.id)}"${index === 0 ? ' checked' : ''}> ${escapeHtml(user.name)}</label></p>`,
    )
    .join('');
  return renderPage(
    `Connect Sentry to ${request.application.name}`,
    `<p>${name} would like to:</p><ul>${scopes}</ul>
<form method="post" action="?">
<input type="hidden" name="transaction_id" value="${transaction}">
<fieldset><legend>Sign in as</legend>${choices}</fieldset>
<p><button name="op" value="approve">Approve</button> <button name="op" value="deny">Deny</button></p>
</form>`,
  );
}

export function errorPage(message: string): string {
  return renderPage('Authorization error', `<p>${escapeHtml(message)}</p>`);
}
