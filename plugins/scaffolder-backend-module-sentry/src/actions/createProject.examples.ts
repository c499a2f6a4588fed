import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

export const examples: TemplateExample[] = [
  {
    description: 'Creates a project with the name of the service',
    example: `steps:
  - id: sentry
    action: sentry:project:create
    name: Create the Sentry project
    input:
      organizationSlug: acme
      teamSlug: storefront
      name: \${{ parameters.name }}
      platform: node
`,
  },
  {
    description:
      'Takes the project if the team has one already, and creates the team if it is missing',
    example: `steps:
  - id: sentry
    action: sentry:project:create
    name: Create the Sentry project
    input:
      organizationSlug: acme
      teamSlug: new-team
      name: \${{ parameters.name }}
      slug: \${{ parameters.name }}
      ifExists: reuse
      createTeam: true
      defaultRules: false
`,
  },
];
