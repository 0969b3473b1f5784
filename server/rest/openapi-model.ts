/** The parts of an OpenAPI 3.1 document that this API uses. */
import type { JsonSchema } from "./json-schema.ts";

export type OpenApiOperation = {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  security?: Record<string, string[]>[];
  parameters?: {
    name: string;
    in: "path" | "query";
    required: boolean;
    description?: string;
    schema?: JsonSchema;
    content?: Record<string, { schema: JsonSchema }>;
  }[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<
    string,
    { $ref: string } | { description: string; content?: Record<string, { schema: JsonSchema }> }
  >;
};
export type OpenApiDocument = {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  security: Record<string, string[]>[];
  tags: { name: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: {
    schemas: Record<string, JsonSchema>;
    responses: Record<string, unknown>;
    securitySchemes: Record<string, unknown>;
  };
};

/** Moves a schema's definitions to the document's components. Input and output sides of one schema differ, so input names end in `Input`. */
export type Hoist = (schema: JsonSchema, io: "input" | "output") => JsonSchema;

export const json = (schema: JsonSchema) => ({ "application/json": { schema } });

/** References to the problem responses of some statuses, in order. */
export function problems(statuses: readonly number[]): OpenApiOperation["responses"] {
  return Object.fromEntries(
    [...new Set(statuses)]
      .toSorted((a, b) => a - b)
      .map((status) => [String(status), { $ref: `#/components/responses/Problem${status}` }]),
  );
}
