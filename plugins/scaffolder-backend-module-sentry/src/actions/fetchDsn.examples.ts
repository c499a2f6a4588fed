import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

export const examples: TemplateExample[] = [
  {
    description: 'Reads the DSN of a project that exists',
    example: `steps:
  - id: dsn
    action: sentry:fetch:dsn
    name: Read the DSN
    input:
      organizationSlug: acme
      projectSlug: shop-web
`,
  },
  {
    description: 'Reads the DSN of one of its keys, in another instance',
    example: `steps:
  - id: dsn
    action: sentry:fetch:dsn
    name: Read the DSN
    input:
      instance: eu
      organizationSlug: acme-eu
      projectSlug: billing
      keyName: Mobile
`,
  },
];
