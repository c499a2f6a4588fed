module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  restrictedImports: [
    {
      name: '@remixicon/react',
      // It is one module, so that any other icon is loaded with every page of a portal.
      message:
        'Icons that Backstage does not use are in components/ui/icons.tsx.',
      allowImportNames: [
        'RiArrowDownSLine',
        'RiArrowLeftSLine',
        'RiArrowRightSLine',
        'RiBugLine',
        'RiCheckLine',
        'RiCloseCircleLine',
        'RiCloseLine',
        'RiErrorWarningLine',
        'RiFileCopyLine',
        'RiInformationLine',
        'RiStarLine',
      ],
    },
  ],
});
