import { fileURLToPath } from 'node:url';

/** The folder that this command was built in: its data folder is the default one. */
export const CHECKOUT = fileURLToPath(new URL('../../..', import.meta.url));
