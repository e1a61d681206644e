export const workspaces = {
  choose: 'Choose a workspace',
  loading: 'Loading workspaces',
  none: 'No workspace is found at this scope',
  failed: 'The workspaces could not be read',
};
