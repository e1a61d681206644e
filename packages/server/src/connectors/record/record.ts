import type { Connector } from '../connector.ts';

/**
 * Nothing runs: the deployment is stored and shown as such. For Sluice as the system of record, as a rehearsal, and as the
 * decision service of another deployer.
 */
export const record: Connector = {
  name: 'record',
  apply: () => Promise.resolve(),
  remove: () => Promise.resolve(),
  observe: () => ({ connector: 'record' }),
};
