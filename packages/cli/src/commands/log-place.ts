import { findInstallation, type Installation } from '@sluice/server';
import { Option } from 'commander';
import { CHECKOUT } from '../checkout.ts';

/** `--data`, as every command has it that works on an installation. */
export function dataOption(): Option {
  return new Option('--data <folder>', 'data folder (SLUICE_DATA; default: .sluice in the checkout)');
}

/** The installation that is meant: that of `--data`, the environment, or the checkout. */
export function installationAt(data: string | undefined): Promise<Installation> {
  return findInstallation({
    data: data ?? process.env['SLUICE_DATA'],
    databaseUrl: process.env['DATABASE_URL'],
    checkout: CHECKOUT,
  });
}
