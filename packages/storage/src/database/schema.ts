import type { Generated, GeneratedAlways } from 'kysely';

/** ISO 8601, both ways. */
type Time = string;
/** Written as JSON text, read parsed. */
type Json = unknown;

/** The tables as `migrations/` makes them, for queries; all in the schema `sluice`. */
export type Tables = {
  readonly revision: { one: Generated<boolean>; value: number };
  readonly resources: {
    key: string;
    id: string;
    type: string;
    type_key: string;
    parent_key: string;
    name: string;
    body: Json;
    system_data: Json;
    etag: string;
    instance_id: string;
    api_version: string;
    secrets: Json | null;
  };
  readonly snapshot_records: {
    kind: string;
    key: string;
    revision_from: number;
    revision_to: number | null;
    record: Json;
  };
  readonly resource_states: {
    resource_key: string;
    resource_id: string;
    resource_type: string;
    etag: string;
    revision: number;
    at: Time;
    results: Json;
  };
  readonly activity_log: {
    seq: GeneratedAlways<number>;
    event_id: string;
    at: Time;
    category: string;
    subscription_id: string | null;
    resource_group: string | null;
    resource_id: string;
    resource_type: string;
    resource_provider: string;
    operation: string;
    status: string;
    level: string;
    caller: string;
    correlation_id: string;
    body: Json;
  };
  readonly decisions: {
    id: string;
    at: Time;
    revision: number;
    engine_version: string;
    verdict: string;
    resource_key: string;
    principal_id: string | null;
    exceptional: boolean;
    results: Json;
    request: Json;
  };
  readonly remediated_resources: {
    run_id: string;
    resource_key: string;
    remediation_key: string;
    resource_id: string;
    location: string | null;
    status: string;
    deployment_id: string | null;
    error: Json | null;
    created_on: Time;
    last_updated_on: Time;
  };
  readonly state_exceptions: {
    resource_key: string;
    assignment_key: string;
    definition_reference_id: string | null;
    component_id: string | null;
    compliance_state: string;
  };
  readonly secrets: { id: string; client_id: string; hash: string; expires_at: Time | null };
  readonly signing_keys: {
    kid: string;
    public_jwk: string;
    sealed_private_key: string;
    created_at: Time;
    retired_at: Time | null;
  };
  readonly properties: { name: string; value: string };
};
