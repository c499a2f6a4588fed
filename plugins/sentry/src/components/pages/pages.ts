/** The pages of the plugin, which are loaded together. */
export { ConnectionPage } from './ConnectionPage';
export { MyIssuesPage } from './MyIssuesPage';
export { ProviderSettings } from './ProviderSettings';
export { TeamsPage } from './TeamsPage';
