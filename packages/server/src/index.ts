/** The server, for whoever runs it: the command line and tests. */
export { type App, type AppDependencies, createApp } from './app.ts';
export { type ComplianceExport, exportInstallationCompliance } from './compliance.ts';
export { DEFAULT_HOST, DEFAULT_PORT, type StartConfig, StartProblem } from './config.ts';
export { EXPORT_FORMATS, type ExportFormat } from './export/export-format.ts';
export { toTime } from './export/to-time.ts';
export type { AliasImport } from './import/import-aliases.ts';
export type { ImportEntry, ImportOutcome, ImportProgress } from './import/import-entry.ts';
export { type ImportOptions, importAliasFiles, importPolicies } from './imports.ts';
export type { LogFinding, VerifiedLog, VerifyOptions } from './ledger/verify-log.ts';
export {
  checkpointInstallationLog,
  exportInstallationLog,
  type LogCheckpoint,
  verifyInstallationLog,
} from './logs.ts';
export { findInstallation, type Installation, rotateAuthorityKeys } from './place.ts';
export type { Demo, DemoPrincipal } from './seed/demo.ts';
export { type Started, start } from './start.ts';
