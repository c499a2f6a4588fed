import { z } from 'zod';
import { compact, toNumber } from '../../mapping/fields';
import { id, MAX_SECONDS } from '../../mapping/issueSchema';
import { amount, flag, text } from '../../mapping/read';
import { hasEmail, tidyText } from '../../text/mask';
import type { SentryProjectFacts } from '../types';

const events = z.number().min(0);
/** As often as something happened. */
const figure = amount.transform(toNumber);

export const projectSchema: z.ZodType<SentryProjectFacts> = z
  .object({
    id,
    slug: z.string().min(1).max(200),
    name: z.string().optional().catch(undefined),
    platform: text,
    isMember: flag,
    hasAccess: flag,
  })
  .transform(project =>
    compact({
      id: project.id,
      slug: project.slug,
      name: tidyText(project.name) || project.slug,
      platform: project.platform ?? undefined,
      isMember: project.isMember ?? undefined,
      hasAccess: project.hasAccess ?? undefined,
    }),
  );

// One named after a person's address is kept back; no other name would filter by it.
export const rawEnvironmentSchema = z.object({
  name: z
    .string()
    .min(1)
    .max(200)
    .refine(name => !hasEmail(name)),
});

/**
 * `issues-count`: a count for each query, as far as they can be read, or a list where no
 * project is visible.
 */
export const issuesCountSchema = z.union([
  z.record(z.string(), figure).refine(counts => {
    const all = Object.values(counts);
    return !all.length || all.some(count => count !== undefined);
  }),
  z.array(z.unknown()).max(0),
]);

export const countUsersSchema = z.object({
  data: z.array(z.object({ 'count_unique(user)': figure })),
});

export const timeSeriesSchema = z.object({
  timeSeries: z.array(
    z.object({
      values: z.array(
        z.object({
          timestamp: z
            .number()
            .min(0)
            .max(MAX_SECONDS * 1_000),
          value: events.nullish(),
        }),
      ),
    }),
  ),
});
