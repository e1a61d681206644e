import type { PlainRoute } from '../http/plain-route.ts';
import { authorityErrorsRoute } from './authority-errors.ts';
import { metadataRoute } from './cloud-metadata.ts';
import { type GraphInput, graphRoutes } from './graph/graph-routes.ts';
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
    readonly graph: GraphInput;
    /** Undefined where it was not built: the address leads to a page that tells about the API. */
    readonly portal: PortalFiles | undefined;
  };

/** Everything that is neither ARM nor the authority. All of it is anonymous but the metrics and the directory. */
export function createPlainRoutes(input: PlainRoutesInput): readonly PlainRoute[] {
  return [
    portalConfigRoute(input),
    ...(input.portal === undefined ? [] : portalRoutes(input.portal)),
    ...landingRoutes(input),
    ...healthRoutes(input),
    metricsRoute(input.metrics),
    metadataRoute(input.cloudName),
    ...graphRoutes(input.graph),
    authorityErrorsRoute,
  ];
}
