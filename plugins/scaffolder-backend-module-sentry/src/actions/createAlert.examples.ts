import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

export const examples: TemplateExample[] = [
  {
    description: 'Mails the team of new and regressed issues',
    example: `steps:
  - id: alert
    action: sentry:alert:create
    name: Create the alert
    input:
      organizationSlug: acme
      projectSlug: \${{ steps.sentry.output.projectSlug }}
      teamSlug: storefront
      name: Tell the team
`,
  },
];
