/** What the edge knows about a request before any route runs; Hono's bindings. */
export type EdgeEnv = {
  Bindings: {
    requestId: string;
    /** The client's network address. */
    ip: string;
  };
};
