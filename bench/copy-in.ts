/** COPY FROM STDIN over a node-postgres connection, in the text format. */
import type pg from "pg";

type Connection = {
  query: (text: string) => void;
  sendCopyFromChunk: (chunk: Buffer) => void;
  endCopyFrom: () => void;
};

const cell = (value: string | number | boolean) => String(value).replaceAll(/[\\\t\n\r]/g, (sign) => `\\${sign}`);

/** Rows in the order of the columns that `text` names. They are written out before the clock of the database starts. */
export function copyIn(
  client: pg.ClientBase,
  text: string,
  rows: readonly (readonly (string | number | boolean)[])[],
): Promise<void> {
  const body = Buffer.from(rows.map((row) => `${row.map(cell).join("\t")}\n`).join(""));
  const done = Promise.withResolvers<void>();
  // What node-postgres asks of a query that is not its own; what comes and does not matter is let be.
  const nothing = () => {};
  const query = {
    submit: (connection: Connection) => connection.query(text),
    handleCopyInResponse: (connection: Connection) => {
      connection.sendCopyFromChunk(body);
      connection.endCopyFrom();
    },
    handleError: (error: Error) => done.reject(error),
    handleReadyForQuery: () => done.resolve(),
    handleRowDescription: nothing,
    handleDataRow: nothing,
    handleCommandComplete: nothing,
    handlePortalSuspended: nothing,
    handleEmptyQuery: nothing,
    handleCopyData: nothing,
  };
  client.query(query as unknown as pg.Submittable);
  return done.promise;
}
