/** What a TLS server needs, as PEM. `cert` holds the whole chain. */
export type TlsMaterial = { readonly cert: string; readonly key: string };

/** Where the server's certificate comes from. */
export type TlsSource = {
  readonly current: TlsMaterial;
  /** The CA that clients must trust; undefined when the operator brought a certificate. */
  readonly caFile: string | undefined;
  readonly caPem: string | undefined;
  /** New material when there is some (about to expire, files replaced); undefined: go on with the current one. */
  renew(): Promise<TlsMaterial | undefined>;
};
