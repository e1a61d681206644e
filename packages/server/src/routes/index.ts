import type { PlainRoute } from '../http/plain-route.ts';
import { authorityErrorsRoute } from './authority-errors.ts';
import { metadataRoute } from './cloud-metadata.ts';
import { healthRoutes, type Phase } from './health.ts';
import { type LandingFacts, landingRoutes } from './landing.ts';

export type PlainRoutesInput = LandingFacts & {
  /** How the cloud is called in its own metadata. */
  readonly cloudName: string;
  /** Answers when the database does. */
  ping(): Promise<void>;
  phase(): Phase;
};

/** Everything that is neither ARM nor the authority. All of it is anonymous. */
export function createPlainRoutes(input: PlainRoutesInput): readonly PlainRoute[] {
  return [
    ...landingRoutes(input),
    ...healthRoutes(input),
    metadataRoute(input.cloudName),
    authorityErrorsRoute,
  ];
}
