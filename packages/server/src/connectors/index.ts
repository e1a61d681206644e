import type { Connector } from './connector.ts';
import { record } from './record/record.ts';

/** Every connector by name. A workspace that names none gets the first. */
export const CONNECTORS: readonly [Connector, ...Connector[]] = [record];
