import {
  EntityContextMenuItemBlueprint,
  EntityIconLinkBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiBugLine } from '@remixicon/react';
import { annotatedEntityFilter } from '../filters';
import { useContextMenuItem, useIconLink } from '../hooks/useEntityLinks';

const contextMenuItem = EntityContextMenuItemBlueprint.make({
  name: 'issues',
  params: {
    icon: <RiBugLine size={16} />,
    filter: annotatedEntityFilter,
    useProps: useContextMenuItem,
  },
});

const iconLink = EntityIconLinkBlueprint.make({
  name: 'issues',
  params: {
    filter: annotatedEntityFilter,
    useProps: () => ({ ...useIconLink(), icon: <RiBugLine /> }),
  },
});

/** Ways from the rest of an entity's page to its issues. */
export const entityLinkExtensions = [contextMenuItem, iconLink];
