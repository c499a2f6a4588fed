import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

export const examples: TemplateExample[] = [
  {
    description: 'Links the repository that the template published',
    example: `steps:
  - id: link
    action: sentry:repository:link
    name: Link the repository
    input:
      organizationSlug: acme
      projectSlug: \${{ steps.sentry.output.projectSlug }}
      repository: acme/\${{ parameters.name }}
`,
  },
];
