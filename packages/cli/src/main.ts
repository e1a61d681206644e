import { Command } from 'commander';
import { checkCommand } from './commands/check.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { testCommand } from './commands/test.ts';

const OFFLINE = [testCommand(), checkCommand(), evaluateCommand()];

const program = new Command('sluice')
  .description(
    'Sluice decides which AI models may be deployed, where, by whom and why, and proves it afterwards.',
  )
  .showHelpAfterError('(run "sluice --help" for what there is)');

// Loading the server takes longer than most offline commands run, so they start without it.
if (!OFFLINE.some(command => command.name() === process.argv[2])) {
  const { serveCommand } = await import('./commands/serve.ts');
  const { keysCommand } = await import('./commands/keys.ts');
  const { aliasesCommand } = await import('./commands/aliases.ts');
  const { importCommand } = await import('./commands/import.ts');
  program
    .addCommand(serveCommand())
    .addCommand(aliasesCommand())
    .addCommand(importCommand())
    .addCommand(keysCommand());
}
for (const command of OFFLINE) program.addCommand(command);

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
