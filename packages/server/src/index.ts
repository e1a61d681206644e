/** The server, for whoever runs it: the command line and tests. */
export { type App, type AppDependencies, createApp } from './app.ts';
export { openSealer } from './authority/sealer.ts';
export { rotateKeys } from './authority/rotate-keys.ts';
export { DEFAULT_HOST, DEFAULT_PORT, type StartConfig, StartProblem } from './config.ts';
export type { Demo, DemoPrincipal } from './seed/demo.ts';
export { type Started, start } from './start.ts';
