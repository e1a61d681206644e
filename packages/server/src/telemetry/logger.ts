import pino from 'pino';
import { redact, redactText } from './redact.ts';
import { currentFields } from './work.ts';

/** Facts of one entry. An `Error` goes under `error`. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Where the server says what happened. Everything passes through `redact`; every line says what it was written during. */
export type Logger = {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
};

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** A logger of one JSON object a line. Writes to standard output, or to what is given. */
export function createLogger(
  options: { readonly level?: LogLevel; readonly destination?: { write(line: string): void } } = {},
): Logger {
  const settings = {
    level: options.level ?? 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: named },
  };
  const log = options.destination === undefined ? pino(settings) : pino(settings, options.destination);
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, fields: LogFields = {}): void => {
      if (log.isLevelEnabled(level))
        log[level](redact({ ...currentFields(), ...fields }), redactText(message));
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** A logger that says nothing. */
export const SILENT: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };

function named(label: string): { readonly level: string } {
  return { level: label };
}

function nothing(): void {}
