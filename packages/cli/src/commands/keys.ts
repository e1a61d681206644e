import { findInstallation, rotateAuthorityKeys } from '@sluice/server';
import { Command } from 'commander';
import { CHECKOUT } from '../checkout.ts';

/** `sluice keys rotate`: a new signing key for the local authority. */
export function keysCommand(): Command {
  return new Command('keys').description("the local authority's signing keys").addCommand(
    new Command('rotate')
      .description('make a new signing key; tokens that are out stay good until they expire')
      .option('--data <folder>', 'data folder (SLUICE_DATA; default: .sluice in the checkout)')
      .action(async ({ data }: { data?: string }) => {
        const installation = await findInstallation({
          data: data ?? process.env['SLUICE_DATA'],
          databaseUrl: process.env['DATABASE_URL'],
          checkout: CHECKOUT,
        });
        const kid = await rotateAuthorityKeys(installation, process.env['SLUICE_AUTHORITY_KEY']);
        console.log(
          `New tokens are signed with key ${kid}. Running servers take it up within half a minute.`,
        );
      }),
  );
}
