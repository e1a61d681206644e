import type { PlainRoute } from '../http/plain-route.ts';
import { authorityErrorsRoute } from './authority-errors.ts';
import { metadataRoute } from './cloud-metadata.ts';
import { graphRoutes } from './graph.ts';
import { type HealthInput, healthRoutes } from './health.ts';
import { type LandingFacts, landingRoutes } from './landing.ts';
import { type MetricsInput, metricsRoute } from './metrics.ts';
import { portalRoutes } from './portal.ts';
import { portalConfigRoute } from './portal-config.ts';
import type { PortalFiles } from './portal-files.ts';

export type PlainRoutesInput = LandingFacts &
  HealthInput & {
    /** How the cloud is called in its own metadata. */
    readonly cloudName: string;
    readonly metrics: MetricsInput;
    /** Undefined where it was not built: the address leads to a page that tells about the API. */
    readonly portal: PortalFiles | undefined;
  };

/** Everything that is neither ARM nor the authority. All of it is anonymous but the metrics. */
export function createPlainRoutes(input: PlainRoutesInput): readonly PlainRoute[] {
  return [
    portalConfigRoute(input),
    ...(input.portal === undefined ? [] : portalRoutes(input.portal)),
    ...landingRoutes(input),
    ...healthRoutes(input),
    metricsRoute(input.metrics),
    metadataRoute(input.cloudName),
    ...graphRoutes,
    authorityErrorsRoute,
  ];
}
