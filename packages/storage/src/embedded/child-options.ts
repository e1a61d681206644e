import type { Account } from './account.ts';

/** Of the environment only what programs need to run at all: PG* variables of the user would change how PostgreSQL starts. */
const KEPT = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'windir'];

/** How PostgreSQL's programs are started: as the account, in a folder that everybody may enter, in no language. */
export function childOptions(account: Account | undefined): {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  readonly windowsHide: boolean;
} {
  const env: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC' };
  for (const name of KEPT) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  const cwd = process.platform === 'win32' ? process.cwd() : '/';
  return {
    cwd,
    env,
    windowsHide: true,
    ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
  };
}
