import {
  isSentryStatsPeriod,
  sentryIssueSorts,
} from 'backstage-plugin-sentry-common';
import { z } from 'zod';
import { sentryIssueColumns } from './issueColumns';

const statsPeriod = z
  .string()
  .refine(isSentryStatsPeriod, 'must be a window from 1h to 90d')
  .optional();

const sort = z.enum(sentryIssueSorts).optional();

const showWhenMissing = z.boolean().optional();

/** What `entity-card:sentry/issues` takes from app-config. */
export const cardConfigSchema = {
  maxItems: z.number().int().min(0).max(25).optional(),
  statsPeriod,
  sort,
  showWhenMissing,
};

/** What `entity-card:sentry/summary` takes from app-config. */
export const summaryConfigSchema = { statsPeriod };

/** What `entity-content:sentry/issues` takes from app-config. */
export const contentConfigSchema = {
  statsPeriod,
  sort,
  pageSize: z.number().int().min(1).max(100).optional(),
  columns: z.array(z.enum(sentryIssueColumns)).min(1).optional(),
  showWhenMissing,
};

/** What `home-page-widget:sentry/my-issues` takes from app-config. */
export const widgetConfigSchema = {
  maxItems: z.number().int().min(1).max(25).optional(),
  relation: z.enum(['owned', 'assigned']).optional(),
  statsPeriod,
  sort,
};
