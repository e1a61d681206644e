import type { JsonObject } from '@sluice/arm/protocol';
import { nameOfId } from '../format/id.ts';
import { objectAt, textAt } from '../json.ts';

/** Shares of the traffic in percent, by the name of the deployment. */
export type Traffic = Readonly<Record<string, number>>;

/** An address of a workspace that models answer at. */
export type Endpoint = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly location: string | undefined;
  readonly authMode: string | undefined;
  readonly scoringUri: string | undefined;
  readonly swaggerUri: string | undefined;
  readonly description: string | undefined;
  readonly provisioningState: string | undefined;
  readonly traffic: Traffic;
  readonly mirrorTraffic: Traffic;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: string | undefined;
};

export function readEndpoint(endpoint: JsonObject): Endpoint {
  const id = textAt(endpoint, 'id') ?? '';
  const properties = objectAt(endpoint, 'properties');
  return {
    id,
    name: textAt(endpoint, 'name') ?? nameOfId(id),
    type: textAt(endpoint, 'type') ?? '',
    location: textAt(endpoint, 'location'),
    authMode: textAt(properties, 'authMode'),
    scoringUri: textAt(properties, 'scoringUri'),
    swaggerUri: textAt(properties, 'swaggerUri'),
    description: textAt(properties, 'description'),
    provisioningState: textAt(properties, 'provisioningState'),
    traffic: readTraffic(objectAt(properties, 'traffic')),
    mirrorTraffic: readTraffic(objectAt(properties, 'mirrorTraffic')),
    tags: Object.fromEntries(
      Object.entries(objectAt(endpoint, 'tags')).filter(
        (tag): tag is [string, string] => typeof tag[1] === 'string',
      ),
    ),
    createdAt: textAt(objectAt(endpoint, 'systemData'), 'createdAt'),
  };
}

function readTraffic(traffic: JsonObject): Traffic {
  return Object.fromEntries(
    Object.entries(traffic).filter((share): share is [string, number] => typeof share[1] === 'number'),
  );
}
