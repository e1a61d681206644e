import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Demo } from './demo-server.ts';
import { pythonOf } from './tools.ts';

/** What a command ended with, said and asked. */
export type AzAnswer = {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly apiVersions: readonly string[];
};

export type Az = {
  /** A command as it is typed after `az`. */
  run(command: string): Promise<AzAnswer>;
  close(): void;
};

/** The settings that az needs here, and nothing of whoever runs the tests. */
export function azEnvironment(demo: Demo, configFolder: string): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return {
    PATH,
    HOME,
    AZURE_CONFIG_DIR: configFolder,
    AZURE_CORE_INSTANCE_DISCOVERY: 'false',
    AZURE_CORE_COLLECT_TELEMETRY: 'false',
    AZURE_CORE_NO_COLOR: 'true',
    AZURE_CORE_ONLY_SHOW_ERRORS: 'true',
    AZURE_CORE_LOGIN_EXPERIENCE_V2: 'false',
    REQUESTS_CA_BUNDLE: demo.caFile,
    PYTHONWARNINGS: 'ignore',
  };
}

/** The real az with settings of its own, which takes one command after the other. */
export async function startAz(demo: Demo, configFolder: string, workFolder: string): Promise<Az> {
  const child = spawn(await pythonOf('az'), [join(import.meta.dirname, 'az_driver.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: workFolder,
    env: azEnvironment(demo, configFolder),
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    run: async command => {
      child.stdin.write(`${JSON.stringify({ command })}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error(`az ended at: ${command}`);
      return JSON.parse(value) as AzAnswer;
    },
    close: () => {
      child.stdin.end();
    },
  };
}
