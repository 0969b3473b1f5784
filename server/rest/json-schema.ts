/** JSON Schemas of the procedures' Zod schemas, as the REST adapter and the OpenAPI document read them. */
import { z } from "zod";

export type JsonSchema = {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema | boolean;
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  description?: string;
  [keyword: string]: unknown;
};

/**
 * The JSON Schema (2020-12) of what goes into a Zod schema or comes out of it. Dates become what JSON.stringify makes of
 * them; what JSON can not describe becomes the schema that accepts all.
 */
export function jsonSchemaOf(schema: unknown, io: "input" | "output"): JsonSchema {
  if (!(schema instanceof z.core.$ZodType)) throw new TypeError("a procedure's schema is not a Zod schema");
  const made = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === "date") Object.assign(jsonSchema, { type: "string", format: "date-time" });
      // The format says it; the pattern that enforces it is a hundred characters for a reader to skip.
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  }) as JsonSchema;
  delete made["$schema"];
  return made;
}

/** Follows `$ref` inside one document made by {@link jsonSchemaOf}. */
export function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  let found = schema;
  while (found.$ref) {
    const name = found.$ref.replace("#/$defs/", "");
    const next = found.$ref === "#" ? root : root.$defs?.[name];
    if (!next) throw new Error(`unresolved ${found.$ref}`);
    found = next;
  }
  return found;
}

export type Field = { schema: JsonSchema; root: JsonSchema; required: boolean };

/** The fields of an object schema, also through unions and intersections, where a field counts as required if each branch says so. */
export function fieldsOf(schema: JsonSchema, root: JsonSchema = schema): Map<string, Field> {
  const own = resolved(schema, root);
  const fields = new Map<string, Field>();
  for (const [name, field] of Object.entries(own.properties ?? {})) {
    fields.set(name, { schema: field, root, required: own.required?.includes(name) ?? false });
  }
  const branches = own.anyOf ?? own.oneOf ?? [];
  const perBranch = branches.map((branch) => fieldsOf(branch, root));
  for (const branch of perBranch) {
    for (const [name, field] of branch) {
      if (!fields.has(name))
        fields.set(name, { ...field, required: perBranch.every((other) => other.get(name)?.required) });
    }
  }
  for (const part of own.allOf ?? [])
    for (const [name, field] of fieldsOf(part, root)) if (!fields.has(name)) fields.set(name, field);
  return fields;
}
