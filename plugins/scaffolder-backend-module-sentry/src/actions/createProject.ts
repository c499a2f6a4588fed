import type { Config } from '@backstage/config';
import { ConflictError } from '@backstage/errors';
import {
  createTemplateAction,
  type ActionContext,
} from '@backstage/plugin-scaffolder-node';
import { sentryLinks } from 'backstage-plugin-sentry-node';
import { platformAdvice } from '../client/platforms';
import {
  ensureTeam,
  findProject,
  getDsn,
  listTeamProjects,
  projectSchema,
  type Project,
} from '../client/projects';
import {
  annotationOf,
  readPlace,
  type ProvisioningPlace,
} from '../client/readPlace';
import { apiPath, SentryApi } from '../client/SentryApi';
import { checkpointKey } from './checkpointKey';
import { examples } from './createProject.examples';
import { exampleDsn, organizationSlug, placeInput } from './schema';

/** Between the clocks of the portal and of Sentry. */
const CLOCK_SKEW_MS = 5 * 60_000;

type Input = {
  organizationSlug: string;
  teamSlug: string;
  name: string;
  slug?: string;
  platform?: string;
  ifExists?: 'fail' | 'reuse';
  createTeam?: boolean;
  defaultRules?: boolean;
};

/**
 * Creates the template action `sentry:project:create`, which creates a project in a team, or
 * takes the one that is there.
 *
 * @param options - `config`: the root of config
 * @public
 */
export function createSentryCreateProjectAction(options: { config: Config }) {
  const { config } = options;
  return createTemplateAction({
    id: 'sentry:project:create',
    description:
      'Creates a Sentry project in a team and returns its DSN and the annotation for catalog-info.yaml',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        organizationSlug,
        teamSlug: z =>
          z.string({
            description: 'The slug of the team to create a new project for',
          }),
        name: z => z.string({ description: 'The name for the new project' }),
        slug: z =>
          z
            .string({
              description:
                'Optional slug for the new project. If not provided a slug is generated from the name',
            })
            .optional(),
        platform: z =>
          z
            .string({
              description:
                "Optional platform of Sentry's list for the new project, such as node, javascript-react or python-django",
            })
            .optional(),
        ifExists: z =>
          z
            .enum(['fail', 'reuse'], {
              description:
                'What to do where the team has a project of that slug: fail (default), or reuse it',
            })
            .optional(),
        createTeam: z =>
          z
            .boolean({
              description:
                'Whether to create the team where it does not exist. Requires the scope team:write. Default: false',
            })
            .optional(),
        defaultRules: z =>
          z
            .boolean({
              description:
                "Whether Sentry adds its own alert, on every new issue. Default: Sentry's, which is true",
            })
            .optional(),
        ...placeInput,
      },
      output: {
        id: z => z.string({ description: 'The id of the project' }),
        result: z =>
          z.record(z.any(), {
            description: 'The project as Sentry returns it',
          }),
        created: z =>
          z.boolean({ description: 'Whether this step created the project' }),
        projectSlug: z => z.string({ description: 'The slug of the project' }),
        projectUrl: z =>
          z.string({ description: "The project's issues in Sentry" }),
        annotation: z =>
          z.string({
            description:
              'The value of sentry.io/project-slug for catalog-info.yaml',
          }),
        dsn: z =>
          z.string({ description: 'The public DSN of the project' }).optional(),
      },
    },
    async handler(ctx) {
      const { input, logger } = ctx;
      const place = readPlace(config, input);
      if (ctx.isDryRun) {
        const slug = input.slug ?? slugOf(input.name);
        logger.info(
          `Dry run: would create the Sentry project ${annotationOf(place, slug)} in the team ${input.teamSlug}${input.createTeam ? ', and the team where there is none' : ''}`,
        );
        const advice = platformAdvice(input.platform);
        if (advice) {
          logger.warn(advice);
        }
        const project = { id: '0', slug, name: input.name };
        outputProject(ctx, place, { project, created: true });
        ctx.output('dsn', exampleDsn);
        return;
      }
      const api = new SentryApi({ place, signal: ctx.signal });
      if (input.createTeam) {
        await ensureTeam(api, input.teamSlug);
      }
      let isResumed = true;
      const { begun } = await ctx.checkpoint({
        key: checkpointKey(ctx, 'sentry.project.begun'),
        fn: async () => {
          isResumed = false;
          return { begun: Date.now() };
        },
      });
      const outcome = await ctx.checkpoint({
        key: checkpointKey(ctx, 'sentry.project.created'),
        fn: async () => {
          // An earlier attempt may have reached Sentry and lost the answer.
          const project = isResumed
            ? await findCreated(api, input, begun)
            : undefined;
          return project
            ? { project, created: true }
            : await createOrReuse(api, input);
        },
      });
      logger.info(
        `${outcome.created ? 'Created' : 'Reuses'} the Sentry project ${annotationOf(place, outcome.project.slug)}`,
      );
      outputProject(ctx, place, outcome);
      try {
        ctx.output('dsn', await getDsn(api, outcome.project.slug));
      } catch (error) {
        // The project is there, and templates of the past ask for no DSN here.
        ctx.signal?.throwIfAborted();
        logger.warn(`The output dsn is missing. ${error}`);
      }
    },
  });
}

async function createOrReuse(
  api: SentryApi,
  input: Input,
): Promise<{ project: Project; created: boolean }> {
  const { teamSlug, name, platform, defaultRules } = input;
  const reuses = input.ifExists === 'reuse';
  const slug = input.slug || (reuses ? slugOf(name) : undefined);
  if (reuses && slug) {
    const project = await findProject(api, slug);
    if (project) {
      return { project: requireTeam(project, teamSlug), created: false };
    }
  }
  const { organization } = api.place;
  const project = await api.request({
    method: 'POST',
    what: `create the project "${slug ?? name}"`,
    scopes: ['project:write'],
    path: apiPath`/teams/${organization}/${teamSlug}/projects/`,
    body: {
      name,
      ...(slug && { slug }),
      ...(platform && { platform }),
      ...(defaultRules !== undefined && { default_rules: defaultRules }),
    },
    schema: projectSchema,
    onForbidden: `If it has, Sentry refuses its user: either the organization does not let members create projects (Settings, "Let Members Create Projects"), or its membership is not open and the user is not in the team "${teamSlug}".`,
    onMissing: `Check the organization "${organization}" and the team "${teamSlug}", or set createTeam: true.`,
    onInvalid: { platform: platformAdvice(platform) },
    onConflict:
      'Choose another slug, or set ifExists: reuse to take the project that is there.',
  });
  return { project, created: true };
}

/** What an earlier attempt of this step created, if it did. */
async function findCreated(
  api: SentryApi,
  { slug, name, teamSlug }: Input,
  begun: number,
): Promise<Project | undefined> {
  // The list of a team is read up to its first page, which may end before the project.
  const likely = await findProject(api, slug || slugOf(name));
  const isOfTeam = likely?.teams?.some(team => team.slug === teamSlug);
  const projects = await listTeamProjects(api, teamSlug);
  return [...(likely && isOfTeam ? [likely] : []), ...projects].find(
    project =>
      project.name === name &&
      (!slug || project.slug === slug) &&
      Date.parse(project.dateCreated ?? '') >= begun - CLOCK_SKEW_MS,
  );
}

/** A template must not take the project of another team. */
function requireTeam(project: Project, team: string): Project {
  const teams = project.teams?.map(({ slug }) => slug) ?? [];
  if (!teams.includes(team)) {
    throw new ConflictError(
      `The project "${project.slug}" exists already, and does not belong to the team "${team}". Choose another slug, or add the team to the project in Sentry.`,
    );
  }
  return project;
}

function outputProject(
  ctx: Pick<ActionContext<Input>, 'output'>,
  place: ProvisioningPlace,
  { project, created }: { project: Project; created: boolean },
): void {
  ctx.output('id', project.id);
  ctx.output('result', project);
  ctx.output('created', created);
  ctx.output('projectSlug', project.slug);
  ctx.output(
    'projectUrl',
    sentryLinks.issues({ ...place, projects: [project.id] }),
  );
  ctx.output('annotation', annotationOf(place, project.slug));
}

/** The slug that Sentry makes of a name, where it is free. */
function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9_\s-]+/g, '')
    .trim()
    .replace(/[\s-]+/g, '-')
    .slice(0, 50);
}
