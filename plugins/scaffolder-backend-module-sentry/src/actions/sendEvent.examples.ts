import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

export const examples: TemplateExample[] = [
  {
    description:
      'Sends an event and links its issue in the output of the template',
    example: `steps:
  - id: event
    action: sentry:event:send
    name: Send a test event
    input:
      organizationSlug: acme
      projectSlug: \${{ steps.sentry.output.projectSlug }}
output:
  links:
    - title: First issue
      url: \${{ steps.event.output.issueUrl }}
`,
  },
];
