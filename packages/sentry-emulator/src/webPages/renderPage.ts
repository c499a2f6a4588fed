/** A whole page; `body` is HTML, the title is text. */
export function renderPage(title: string, body: string): string {
  const text = escapeHtml(title);
  return `<!DOCTYPE html><html lang="en"><head><title>${text}</title></head><body><h1>${text}</h1>${body}<p>A page of the local Sentry emulator.</p></body></html>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`);
}
