import { Command } from 'commander';
import { keysCommand } from './commands/keys.ts';
import { serveCommand } from './commands/serve.ts';
import { testCommand } from './commands/test.ts';

const program = new Command('sluice')
  .description(
    'Sluice decides which AI models may be deployed, where, by whom and why, and proves it afterwards.',
  )
  .showHelpAfterError('(run "sluice --help" for what there is)')
  .addCommand(serveCommand())
  .addCommand(testCommand())
  .addCommand(keysCommand());

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
