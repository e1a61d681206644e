import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { checkCommand } from './commands/check.ts';
import { clientsCommand } from './commands/clients.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { principalsCommand } from './commands/principals.ts';
import { testCommand } from './commands/test.ts';
import { tokenCommand } from './commands/token.ts';

const LIGHT = [
  testCommand(),
  checkCommand(),
  evaluateCommand(),
  tokenCommand(),
  clientsCommand(),
  principalsCommand(),
];

const program = new Command('sluice')
  .description(
    'Sluice decides which AI models may be deployed, where, by whom and why, and proves it afterwards.',
  )
  .version(ownVersion(), '--version', 'print the version');

// Loading the server takes longer than most commands run that need none in their own process, so they start without it.
if (!LIGHT.some(command => command.name() === process.argv[2])) {
  const { serveCommand } = await import('./commands/serve.ts');
  const { keysCommand } = await import('./commands/keys.ts');
  const { aliasesCommand } = await import('./commands/aliases.ts');
  const { importCommand } = await import('./commands/import.ts');
  const { logCommand } = await import('./commands/log.ts');
  const { statesCommand } = await import('./commands/states.ts');
  const { eventsCommand } = await import('./commands/events.ts');
  program
    .addCommand(serveCommand())
    .addCommand(aliasesCommand())
    .addCommand(importCommand())
    .addCommand(keysCommand())
    .addCommand(logCommand())
    .addCommand(statesCommand())
    .addCommand(eventsCommand());
}
for (const command of LIGHT) program.addCommand(command);
endsWithTwo(program);

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

/** A command that cannot be understood ends with 2, as one whose files cannot be read does: 1 means that something was found. */
function endsWithTwo(command: Command, path = command.name()): void {
  command.showHelpAfterError(`(run "${path} --help" for what there is)`);
  command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
  for (const child of command.commands) endsWithTwo(child, `${path} ${child.name()}`);
}

function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return String(version);
}
