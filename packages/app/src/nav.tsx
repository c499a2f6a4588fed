import { Sidebar, SidebarItem } from '@backstage/core-components';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';

/** The default sidebar, with the number of unread notifications beside the bell. */
const navContent = NavContentBlueprint.make({
  params: {
    component: ({ navItems }) => {
      const hasNotifications = navItems.take('page:notifications');
      return (
        <Sidebar>
          {navItems.rest().map(({ node, href, icon, title }) => (
            <SidebarItem
              key={node.spec.id}
              to={href}
              icon={() => icon}
              text={title}
            />
          ))}
          {hasNotifications && (
            <NotificationsSidebarItem
              snackbarEnabled={false}
              titleCounterEnabled={false}
            />
          )}
        </Sidebar>
      );
    },
  },
});

export const navWithUnread = createFrontendModule({
  pluginId: 'app',
  extensions: [navContent],
});
