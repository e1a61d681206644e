import type { JsonObject } from '@sluice/language';

type Region = {
  readonly name: string;
  readonly displayName: string;
  readonly geography: string;
  readonly group: string;
};

/** Azure's regions that clients meet most. A resource may stand anywhere: this is what `/locations` offers, not what is allowed. */
export const LOCATIONS: readonly Region[] = [
  { name: 'eastus', displayName: 'East US', geography: 'United States', group: 'US' },
  { name: 'eastus2', displayName: 'East US 2', geography: 'United States', group: 'US' },
  { name: 'centralus', displayName: 'Central US', geography: 'United States', group: 'US' },
  { name: 'northcentralus', displayName: 'North Central US', geography: 'United States', group: 'US' },
  { name: 'southcentralus', displayName: 'South Central US', geography: 'United States', group: 'US' },
  { name: 'westus', displayName: 'West US', geography: 'United States', group: 'US' },
  { name: 'westus2', displayName: 'West US 2', geography: 'United States', group: 'US' },
  { name: 'westus3', displayName: 'West US 3', geography: 'United States', group: 'US' },
  { name: 'canadacentral', displayName: 'Canada Central', geography: 'Canada', group: 'Canada' },
  { name: 'canadaeast', displayName: 'Canada East', geography: 'Canada', group: 'Canada' },
  { name: 'brazilsouth', displayName: 'Brazil South', geography: 'Brazil', group: 'South America' },
  { name: 'northeurope', displayName: 'North Europe', geography: 'Europe', group: 'Europe' },
  { name: 'westeurope', displayName: 'West Europe', geography: 'Europe', group: 'Europe' },
  { name: 'uksouth', displayName: 'UK South', geography: 'United Kingdom', group: 'Europe' },
  { name: 'ukwest', displayName: 'UK West', geography: 'United Kingdom', group: 'Europe' },
  { name: 'francecentral', displayName: 'France Central', geography: 'France', group: 'Europe' },
  { name: 'germanywestcentral', displayName: 'Germany West Central', geography: 'Germany', group: 'Europe' },
  { name: 'italynorth', displayName: 'Italy North', geography: 'Italy', group: 'Europe' },
  { name: 'norwayeast', displayName: 'Norway East', geography: 'Norway', group: 'Europe' },
  { name: 'polandcentral', displayName: 'Poland Central', geography: 'Poland', group: 'Europe' },
  { name: 'spaincentral', displayName: 'Spain Central', geography: 'Spain', group: 'Europe' },
  { name: 'swedencentral', displayName: 'Sweden Central', geography: 'Sweden', group: 'Europe' },
  { name: 'switzerlandnorth', displayName: 'Switzerland North', geography: 'Switzerland', group: 'Europe' },
  { name: 'southafricanorth', displayName: 'South Africa North', geography: 'South Africa', group: 'Africa' },
  { name: 'uaenorth', displayName: 'UAE North', geography: 'UAE', group: 'Middle East' },
  { name: 'centralindia', displayName: 'Central India', geography: 'India', group: 'Asia Pacific' },
  { name: 'southindia', displayName: 'South India', geography: 'India', group: 'Asia Pacific' },
  { name: 'eastasia', displayName: 'East Asia', geography: 'Asia Pacific', group: 'Asia Pacific' },
  { name: 'southeastasia', displayName: 'Southeast Asia', geography: 'Asia Pacific', group: 'Asia Pacific' },
  { name: 'japaneast', displayName: 'Japan East', geography: 'Japan', group: 'Asia Pacific' },
  { name: 'japanwest', displayName: 'Japan West', geography: 'Japan', group: 'Asia Pacific' },
  { name: 'koreacentral', displayName: 'Korea Central', geography: 'Korea', group: 'Asia Pacific' },
  { name: 'australiaeast', displayName: 'Australia East', geography: 'Australia', group: 'Asia Pacific' },
];

/** The regions as `GET /subscriptions/{s}/locations` lists them. */
export function locationsToWire(subscriptionId: string): readonly JsonObject[] {
  return LOCATIONS.map(({ name, displayName, geography, group }) => ({
    id: `/subscriptions/${subscriptionId}/locations/${name}`,
    name,
    type: 'Region',
    displayName,
    regionalDisplayName: `(${group}) ${displayName}`,
    metadata: { regionType: 'Physical', regionCategory: 'Recommended', geography, geographyGroup: group },
  }));
}
