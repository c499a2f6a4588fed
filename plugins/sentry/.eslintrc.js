const config = require('@backstage/cli/config/eslint-factory')(__dirname);

/** The icons that Backstage uses on every page. */
const shared =
  /^Ri(Arrow(Down|Right)SLine|(Check|Close|ErrorWarning|Information)Line)$/;

const [, ...rules] = config.rules['no-restricted-syntax'];
config.rules['no-restricted-syntax'] = [
  'error',
  ...rules,
  {
    selector: `ImportDeclaration[source.value='@remixicon/react'] > ImportSpecifier[imported.name!=${shared}]`,
    // The package is one module: what is taken from it is loaded with every page of a portal.
    message:
      'Icons that Backstage does not use are in components/ui/icons.tsx.',
  },
];

module.exports = config;
