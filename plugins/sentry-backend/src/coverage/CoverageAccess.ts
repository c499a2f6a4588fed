import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { SentryCoverageResponse } from 'backstage-plugin-sentry-common';
import { askBackstage } from '../access/askBackstage';
import type { CatalogReader } from '../access/CatalogReader';
import type { SentryPermissions } from '../access/permissions';
import type { CoverageStore, Part } from './CoverageStore';

// Their refs go into one statement.
const MAX_OWNED = 500;
const MAX_OWNERS = 200;

type Credentials = BackstageCredentials<BackstageUserPrincipal>;

/** What of the comparison a caller may see. */
export interface CoverageView extends Part {
  visibility: SentryCoverageResponse['visibility'];
}

interface CoverageAccessOptions {
  store: CoverageStore;
  userInfo: UserInfoService;
  reader: CatalogReader;
  permissions: SentryPermissions;
  logger: LoggerService;
}

/** Decides what of the comparison a caller may see. */
export class CoverageAccess {
  readonly #options: CoverageAccessOptions;

  constructor(options: CoverageAccessOptions) {
    this.#options = options;
  }

  /**
   * All of it for those who hold `sentry.instance.read`; for others what is about entities
   * that they own, can read in the catalog and may read the issues of.
   */
  async check(credentials: BackstageCredentials): Promise<CoverageView> {
    const { permissions } = this.#options;
    if (await permissions.mayReadInstances(credentials)) {
      return { visibility: 'all' };
    }
    if (!isUser(credentials)) {
      return { visibility: 'owned', refs: [] };
    }
    return { visibility: 'owned', refs: await this.#owned(credentials) };
  }

  /** @throws NotAllowedError for those who may not see all of it */
  checkAll(credentials: BackstageCredentials): Promise<void> {
    return this.#options.permissions.checkInstances(credentials);
  }

  async #owned(credentials: Credentials): Promise<string[]> {
    const { store, userInfo, reader, permissions, logger } = this.#options;
    const { ownershipEntityRefs } = await askBackstage(
      'Your ownership could not be read',
      logger,
      userInfo.getUserInfo(credentials),
    );
    const owners = ownershipEntityRefs.map(ref => ref.toLowerCase());
    const owned = await store.ownedBy(owners.slice(0, MAX_OWNERS), MAX_OWNED);
    const readable = await reader.readEntities(owned, credentials);
    const allowed = await permissions.allowed(
      readable.map(entity => stringifyEntityRef(entity)),
      credentials,
    );
    return owned.filter(ref => allowed.has(ref));
  }
}

function isUser(credentials: BackstageCredentials): credentials is Credentials {
  const { type } = Object(credentials.principal);
  return type === 'user';
}
