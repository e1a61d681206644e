/** Newest first. */
export const COGNITIVE_API_VERSIONS = [
  '2026-05-15-preview',
  '2025-12-01',
  '2025-09-01',
  '2025-06-01',
  '2024-10-01',
  '2024-06-01-preview',
  '2023-05-01',
  '2022-12-01',
];
