import { z } from 'zod';
import {
  serializeActivity,
  serializeEntry,
} from '../../serialize/issue/activity';
import { scopes } from '../auth';
import { SentryApiError } from '../errors';
import { findIssue } from '../findIssue';
import { answerPage } from '../pagination';
import { readBody, requiredText } from '../readBody';
import type { ApiRoute } from '../types';

// Comments and activity of an issue. Sentry's OpenAPI document has neither.

const path = '/api/0/organizations/:organization/issues/:issue';
const oneHour = 3_600_000;

/** The latest hundred activities, in the shape of the issue's details. */
export const activitiesRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `${path}/activities/`,
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const issue = findIssue(request, context);
    const { directory } = context;
    const all = serializeActivity(issue, request.organization, directory);
    return { body: { activity: all.slice(0, 100) } };
  },
};

/** The comments on an issue, the newest first. */
export const notesRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `${path}/notes/`,
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const notes = findIssue(request, context).history.notes();
    const { organization } = request;
    return answerPage(request, context, notes, note =>
      serializeEntry(note, organization, context.directory),
    );
  },
};

/** Needs a user. The same text again within an hour is 400. */
export const createNoteRoute: ApiRoute = {
  kind: 'organization',
  method: 'post',
  path: `${path}/notes/`,
  scopes: scopes.writeEvents,
  handle: (request, context) => {
    const { organization, token } = request;
    const { history } = findIssue(request, context);
    const user = token?.user;
    if (user === undefined) {
      throw new SentryApiError(403, {
        detail: "Key doesn't have permission to create Note",
      });
    }
    const { text } = readBody(z.object({ text: requiredText() }), request.body);
    const now = context.now();
    const isRepeated = history
      .notes()
      .some(
        note =>
          note.user === user &&
          note.data.text === text &&
          note.time >= now - oneHour,
      );
    if (isRepeated) {
      throw SentryApiError.badRequest('You have already posted that comment.');
    }
    history.subscribe(user, 'comment');
    const note = history.record({
      type: 'note',
      user,
      time: now,
      data: { text },
    });
    return {
      status: 201,
      body: serializeEntry(note, organization, context.directory),
    };
  },
};
