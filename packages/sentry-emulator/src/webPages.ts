import express, { type Router } from 'express';
import type { ApiContext } from './webApi/types';

/** A whole page; `body` is HTML, the title is text. */
export function renderPage(title: string, body: string): string {
  const text = escapeHtml(title);
  return `<!DOCTYPE html><html lang="en"><head><title>${text}</title></head><body><h1>${text}</h1>${body}<p>A page of the local Sentry emulator.</p></body></html>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`);
}

/**
 * Sentry's own pages, to which permalinks lead. The emulator has one kind of
 * page: it says what stands there, so that a link is seen to go to the right place.
 */
export function createWebPagesRouter({
  directory,
  store,
  dialect: { pages },
}: ApiContext): Router {
  const router = express.Router();
  router.get(pages.issue, (req, res, next) => {
    const organization = directory.organization(req.params.organization);
    const issue = store.issue(req.params.issue);
    if (!issue || !organization?.projects.includes(issue.project)) {
      next();
      return;
    }
    res
      .type('html')
      .send(
        page(`${issue.shortId} · ${issue.timeline.last.title}`, [
          issue.timeline.last.culprit,
          `${issue.project.name}, ${issue.status}, ${issue.timeline.size} events`,
        ]),
      );
  });
  router.get(pages.issues, (req, res) => {
    res
      .type('html')
      .send(
        page(`Issues of ${req.params.organization}`, [
          req.originalUrl.split('?', 2)[1] ?? '',
        ]),
      );
  });
  router.get('/organizations/:organization/feedback/', (req, res) => {
    res
      .type('html')
      .send(
        page(`Feedback of ${req.params.organization}`, [
          req.originalUrl.split('?', 2)[1] ?? '',
        ]),
      );
  });
  router.use((_req, res) => {
    res.status(404).type('html').send(page('Page not found', []));
  });
  return router;
}

function page(title: string, lines: string[]): string {
  return renderPage(
    title,
    lines.map(line => `<p>${escapeHtml(line)}</p>`).join(''),
  );
}
