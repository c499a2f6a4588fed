import { seededHex } from './random';
import type {
  EmulatorIntegration,
  EmulatorMember,
  EmulatorOAuthApplication,
  EmulatorOrganization,
  EmulatorProject,
  EmulatorUser,
  EmulatorWorld,
  EmulatorToken,
} from './types/options';

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

/** An integration as Sentry keeps it. */
export interface Integration extends Required<EmulatorIntegration> {
  readonly uuid: string;
  readonly clientId: string;
  readonly installation: string;
}

/** A client key of a project, which a DSN is made of. */
export interface ProjectKey {
  readonly name: string;
  readonly isActive: boolean;
  readonly publicKey: string;
  /** The second part of an old-style DSN, which SDKs no longer need. */
  readonly secretKey: string;
}

export function emailOf({ email, username }: EmulatorMember): string {
  return email ?? `${username}@example.com`;
}

/** Invited people who have not accepted yet are left out. */
function isHere({ pending }: EmulatorMember): boolean {
  return !pending;
}

/** Who and what exists: organizations, projects, teams, users, keys, tokens, applications. */
export class Directory {
  readonly organizations: readonly Organization[];
  readonly users: readonly EmulatorUser[];
  readonly #applications: readonly EmulatorOAuthApplication[];
  readonly #tokens: Map<string, EmulatorToken>;
  readonly #integrations = new Set<Integration>();
  readonly #seed: number;
  /** Names of those made over the API, by project, besides the one that each project has. */
  readonly #moreKeys = new Map<string, string[]>();
  /** Teams of projects made over the API, which have no team of their own. */
  readonly #teamOfAdded = new Map<string, string>();
  /** Those made over the API, by organization. */
  readonly #moreTeams = new Map<string, Team[]>();
  /** Public parts of keys that are disabled. */
  readonly #disabledKeys = new Set<string>();

  constructor(options: { world: EmulatorWorld; seed: number }) {
    this.organizations = options.world.organizations.map(
      (organization, index) => ({
        ...organization,
        projects: [...organization.projects],
        id: String(index + 1),
      }),
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

  addIntegration(integration: EmulatorIntegration): () => void {
    const hex = (kind: string) =>
      seededHex(this.#seed, `${kind} ${integration.name}`, 32);
    const added: Integration = {
      events: ['issue', 'comment'],
      isAlertable: false,
      isDisabled: false,
      ...integration,
      uuid: uuidOf(hex('integration')),
      installation: uuidOf(hex('installation')),
      clientId: `${hex('client')}${hex('client id')}`,
    };
    this.#integrations.add(added);
    return () => this.#integrations.delete(added);
  }

  /** The newest first. */
  integrations({ slug }: Organization): Integration[] {
    return [...this.#integrations]
      .filter(({ organization }) => organization === slug)
      .reverse();
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

  /**
   * Adds a project to a team.
   *
   * @returns undefined where the slug is taken
   */
  addProject(
    organization: Organization,
    team: Team,
    project: Omit<EmulatorProject, 'id'>,
  ): EmulatorProject | undefined {
    const { projects } = this.organization(organization.id) ?? organization;
    if (projects.some(({ slug }) => slug === project.slug)) {
      return undefined;
    }
    const ids = this.organizations.flatMap(o => o.projects.map(p => p.id));
    const id = String(Math.max(...ids.map(Number), 0) + 1);
    const added = { ...project, id };
    projects.push(added);
    this.#teamOfAdded.set(id, team.id);
    return added;
  }

  teams(organization: Organization): Team[] {
    const idsWhere = (test: (project: EmulatorProject) => boolean) =>
      organization.projects.filter(test).map(({ id }) => id);
    const isDeclared = ({ id }: EmulatorProject) => !this.#teamOfAdded.has(id);
    const own = organization.projects
      .filter(isDeclared)
      .map(project => ownTeam(project, organization));
    const named = (organization.teams ?? []).map(
      ({ id, slug, name, members = [], projects }) => ({
        id,
        slug,
        name,
        members,
        projects: idsWhere(p => isDeclared(p) && projects.includes(p.slug)),
      }),
    );
    const more = this.#moreTeams.get(organization.id) ?? [];
    // Found once, not for each team: there are as many teams as projects.
    const added = new Map<string, string[]>();
    for (const id of idsWhere(project => !isDeclared(project))) {
      const team = this.#teamOfAdded.get(id) ?? '';
      added.set(team, [...(added.get(team) ?? []), id]);
    }
    return [...own, ...named, ...more].map(team => ({
      ...team,
      projects: [...team.projects, ...(added.get(team.id) ?? [])],
    }));
  }

  /**
   * Adds a team without projects, in which its creator is.
   *
   * @returns undefined where the slug is taken
   */
  addTeam(
    organization: Organization,
    team: Pick<Team, 'slug' | 'name'>,
    creator: string | undefined,
  ): Team | undefined {
    const teams = this.teams(organization);
    if (teams.some(({ slug }) => slug === team.slug)) {
      return undefined;
    }
    const ids = this.organizations.flatMap(o => this.teams(o).map(t => t.id));
    const added = {
      ...team,
      id: String(Math.max(...ids.map(Number), 0) + 1),
      projects: [],
      members: creator ? [creator] : [],
    };
    const more = this.#moreTeams.get(organization.id) ?? [];
    this.#moreTeams.set(organization.id, [...more, added]);
    return added;
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

  /** The keys of a project; the first is the one it was made with. */
  keys(project: EmulatorProject): [ProjectKey, ...ProjectKey[]] {
    const more = this.#moreKeys.get(project.id) ?? [];
    return [
      this.#key(project, 'Default', ''),
      ...more.map((name, index) => this.#key(project, name, ` ${index + 1}`)),
    ];
  }

  addKey(project: EmulatorProject, name: string): ProjectKey {
    const names = [...(this.#moreKeys.get(project.id) ?? []), name];
    this.#moreKeys.set(project.id, names);
    return this.#key(project, name, ` ${names.length}`);
  }

  /** Enables or disables the key of that public part. */
  setKeyActive(publicKey: string, isActive: boolean): void {
    if (isActive) {
      this.#disabledKeys.delete(publicKey);
    } else {
      this.#disabledKeys.add(publicKey);
    }
  }

  #key(project: EmulatorProject, name: string, suffix: string): ProjectKey {
    const hex = (kind: string) =>
      seededHex(this.#seed, `${kind} key ${project.id}${suffix}`, 32);
    const publicKey = hex('public');
    const isActive = !this.#disabledKeys.has(publicKey);
    return { name, isActive, publicKey, secretKey: hex('second') };
  }
}

function uuidOf(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The team of a project's own slug. All members are in it where no other team has the project. */
function ownTeam(project: EmulatorProject, organization: Organization): Team {
  const isAlone = !organization.teams?.some(({ projects }) =>
    projects.includes(project.slug),
  );
  return {
    id: `${project.id}00`,
    slug: project.slug,
    name: project.slug,
    projects: [project.id],
    members:
      isAlone && organization.members
        ? organization.members.filter(isHere).map(({ id }) => id)
        : [],
  };
}
