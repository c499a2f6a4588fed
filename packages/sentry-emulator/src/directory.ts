import { seededHex } from './random';
import type {
  EmulatorMember,
  EmulatorOAuthApplication,
  EmulatorOrganization,
  EmulatorProject,
  EmulatorToken,
  EmulatorUser,
  EmulatorWorld,
} from './types';

/** An organization with the id that Sentry would have given it. */
export interface Organization extends EmulatorOrganization {
  readonly id: string;
}

export interface Team {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** Ids of the projects. */
  readonly projects: readonly string[];
  /** Ids of the users. */
  readonly members: readonly string[];
}

export function emailOf({ email, username }: EmulatorMember): string {
  return email ?? `${username}@example.com`;
}

/** Whoever was invited and has not come yet is not. */
function isHere({ pending }: EmulatorMember): boolean {
  return !pending;
}

/** Who and what exists: organizations, projects, teams, users, keys, tokens, applications. */
export class Directory {
  readonly organizations: readonly Organization[];
  readonly users: readonly EmulatorUser[];
  readonly #applications: readonly EmulatorOAuthApplication[];
  readonly #tokens: Map<string, EmulatorToken>;
  readonly #seed: number;

  constructor(options: { world: EmulatorWorld; seed: number }) {
    this.organizations = options.world.organizations.map(
      (organization, index) => ({ ...organization, id: String(index + 1) }),
    );
    this.users = options.world.users ?? [];
    this.#applications = options.world.oauthApplications ?? [];
    this.#tokens = new Map(options.world.tokens.map(t => [t.token, t]));
    this.#seed = options.seed;
  }

  token(token: string): EmulatorToken | undefined {
    return this.#tokens.get(token);
  }

  addToken(token: EmulatorToken): () => void {
    this.#tokens.set(token.token, token);
    return () => this.#tokens.delete(token.token);
  }

  user(id: string | undefined): EmulatorUser | undefined {
    return this.users.find(user => user.id === id);
  }

  application(clientId: string): EmulatorOAuthApplication | undefined {
    return this.#applications.find(a => a.clientId === clientId);
  }

  organization(idOrSlug: string): Organization | undefined {
    return this.organizations.find(
      o => o.slug === idOrSlug || o.id === idOrSlug,
    );
  }

  project(
    organization: Organization,
    idOrSlug: string,
  ): EmulatorProject | undefined {
    return organization.projects.find(
      p => p.slug === idOrSlug || p.id === idOrSlug,
    );
  }

  findProject(
    id: string,
  ): { organization: Organization; project: EmulatorProject } | undefined {
    for (const organization of this.organizations) {
      const project = organization.projects.find(p => p.id === id);
      if (project) {
        return { organization, project };
      }
    }
    return undefined;
  }

  /** The project's own team. */
  team(project: EmulatorProject): Team {
    const { organization } = this.findProject(project.id) ?? {};
    const isAlone = !organization?.teams?.some(({ projects }) =>
      projects.includes(project.slug),
    );
    return {
      id: `${project.id}00`,
      slug: project.slug,
      name: project.slug,
      projects: [project.id],
      members:
        isAlone && organization?.members
          ? organization.members.filter(isHere).map(({ id }) => id)
          : [],
    };
  }

  teams(organization: Organization): Team[] {
    const named = (organization.teams ?? []).map(team => ({
      id: team.id,
      slug: team.slug,
      name: team.name,
      members: team.members ?? [],
      projects: organization.projects
        .filter(({ slug }) => team.projects.includes(slug))
        .map(({ id }) => id),
    }));
    const own = organization.projects.map(project => this.team(project));
    return [...own, ...named];
  }

  /** Those that a project belongs to, its own first. */
  teamsOf(project: EmulatorProject): Team[] {
    const organization = this.organizations.find(({ projects }) =>
      projects.some(({ id }) => id === project.id),
    );
    return organization
      ? this.teams(organization).filter(({ projects }) =>
          projects.includes(project.id),
        )
      : [];
  }

  /** Those of its teams, by address. */
  membersOf(project: EmulatorProject): EmulatorMember[] {
    const ids = this.teamsOf(project).flatMap(({ members }) => members);
    const { organization } = this.findProject(project.id) ?? {};
    return (organization?.members ?? [])
      .filter(member => isHere(member) && ids.includes(member.id))
      .sort((a, b) => (emailOf(a) < emailOf(b) ? -1 : 1));
  }

  /** A member who has accepted the invitation. */
  member(
    organization: Organization,
    idOrName: string,
  ): EmulatorMember | undefined {
    return organization.members?.find(
      member =>
        isHere(member) &&
        [member.id, member.username, emailOf(member)].includes(idOrName),
    );
  }

  /** The public part of the project's DSN. */
  publicKey(project: EmulatorProject): string {
    return seededHex(this.#seed, `public key ${project.id}`, 32);
  }

  /** The second part of an old-style DSN, which SDKs no longer need. */
  legacyKey(project: EmulatorProject): string {
    return seededHex(this.#seed, `second key ${project.id}`, 32);
  }
}
