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
    model_reference: GeneratedAlways<string | null>;
  };
  readonly snapshot_records: {
    kind: string;
    key: string;
    revision_from: number;
    revision_to: number | null;
    record: Json;
  };
  readonly state_members: {
    id: GeneratedAlways<number>;
    hash: string;
    assignment_key: string;
    assignment_id: string;
    assignment_name: string;
    assignment_scope: string;
    definition_key: string;
    definition_id: string;
    definition_name: string;
    definition_version: string;
    definition_category: string | null;
    definition_reference_id: string | null;
    initiative_key: string | null;
    initiative_id: string | null;
    initiative_name: string | null;
    initiative_version: string | null;
    initiative_category: string | null;
    group_names: string[];
    component: number | null;
    component_type: string | null;
    effect: string;
    compliance_state: string;
  };
  readonly state_sets: { id: GeneratedAlways<number>; hash: string; members: number[] };
  readonly resource_states: {
    resource_key: string;
    resource_id: string;
    resource_type: string;
    scope_key: string;
    location: string | null;
    etag: string;
    revision: number;
    at: Time;
    set_id: number;
    changed_at: Time;
    since: Time[] | null;
    first_at: Time[] | null;
    components: Json | null;
    details: Json | null;
    told_since: Time[] | null;
    began_by: number | null;
    judged_at: Time[] | null;
    judged_by: number[] | null;
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
  readonly unsealed: { seq: number };
  readonly log_batches: {
    number: number;
    version: number;
    first_seq: number;
    last_seq: number;
    count: number;
    total: number;
    root: Uint8Array;
    previous: Uint8Array;
    hash: Uint8Array;
    sealed_at: Time;
    checkpoint: string;
    pruned_at: Time | null;
  };
  readonly sealed_entries: { seq: number; batch: number; event_id: string; leaf: Uint8Array };
  readonly decisions: {
    id: string;
    at: Time;
    revision: number;
    engine_version: string;
    verdict: string;
    resource_key: string;
    resource_id: string | null;
    resource_type: string | null;
    location: string | null;
    principal_id: string | null;
    exceptional: boolean;
    set_id: number | null;
    components: Json | null;
    details: Json | null;
    request: Json;
  };
  readonly outbox: {
    seq: GeneratedAlways<number>;
    kind: 'states' | 'denial';
    at: Time;
    resource_key: string;
    body: Json;
  };
  readonly webhooks: {
    key: string;
    since_seq: number;
    lease: string | null;
    leased_until: Time | null;
    paused_until: Time | null;
    delivered: number;
    last_delivered_on: Time | null;
    failing_since: Time | null;
    last_error: string | null;
  };
  readonly deliveries: {
    webhook_key: string;
    seq: number;
    number: number;
    resource_key: string;
    event: Json;
    created_on: Time;
    attempts: number;
    due_at: Time | null;
    last_error: string | null;
    dead_on: Time | null;
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
  readonly tracked_resources: {
    resource_key: string;
    assignment_key: string;
    reference_key: string;
    resource_id: string;
    assignment_id: string;
    definition_id: string | null;
    set_definition_id: string | null;
    reference_id: string | null;
    created_at: Time;
    created_by: string | null;
    changed_at: Time;
    changed_by: string | null;
  };
  readonly scans: {
    id: string;
    scope_key: string;
    reason: string;
    status: string;
    revision: number | null;
    asked_at: Time;
    started_at: Time | null;
    ended_at: Time | null;
    error: string | null;
  };
  readonly scan_parts: {
    scan_id: string;
    part: number;
    under: string;
    types: string[];
    cursor_key: string;
    until_key: string;
    total: number;
    judged: number;
    worked_by: string | null;
    ended_at: Time | null;
  };
  readonly secrets: { id: string; client_id: string; hash: string; expires_at: Time | null };
  readonly signing_keys: {
    kid: string;
    public_jwk: string;
    sealed_private_key: string;
    created_at: Time;
    retired_at: Time | null;
  };
  readonly grants: {
    hash: string;
    kind: 'session' | 'code' | 'refresh' | 'device' | 'userCode' | 'deviceAnswer';
    principal_id: string | null;
    client_id: string | null;
    family: string | null;
    data: Json;
    expires_at: Time;
    used_at: Generated<Time | null>;
  };
  readonly properties: { name: string; value: string };
};
