/**
 * Lets the bundler leave out what a screen does not use of `server/domain`. Its modules only define things; but a schema is made by calls,
 * and a call might do something, so that the one constant a screen wants would bring the parser of all schemas beside it.
 */
import type { Plugin } from "vite";

interface Node {
  type: string;
  start: number;
  end: number;
}
interface Declaration extends Node {
  declaration?: Declaration | null;
  declarations?: { init: Node | null }[];
}

/** Marks each top-level `const x = call(…)` as free of side effects. */
export function markPure(code: string, program: { body: Node[] }): string {
  const inits = (program.body as Declaration[])
    .map((statement) => (statement.type === "ExportNamedDeclaration" ? statement.declaration : statement))
    .filter((statement) => statement?.type === "VariableDeclaration")
    .flatMap((statement) => statement!.declarations ?? [])
    .flatMap(({ init }) =>
      init && ["CallExpression", "NewExpression", "ObjectExpression"].includes(init.type) ? [init] : [],
    );
  let marked = code;
  for (const { start, end } of inits.toReversed())
    marked = `${marked.slice(0, start)}/* @__PURE__ */ (() => (${marked.slice(start, end)}))()${marked.slice(end)}`;
  return marked;
}

/** Packages that only define things, though they do not say so. */
const withoutEffects = /node_modules\/@trpc\/(client|react-query)\//;

/** The plugin; it changes the browser's build only. */
export function pureDefinitions(): Plugin {
  return {
    name: "smart-rental:pure-definitions",
    apply: "build",
    applyToEnvironment: (environment) => environment.name === "client",
    transform: {
      filter: { id: [/\/server\/domain\/.*\.ts$/, withoutEffects] },
      handler(code, id) {
        if (withoutEffects.test(id)) return { code, map: null, moduleSideEffects: false };
        return { code: markPure(code, this.parse(code)), map: null, moduleSideEffects: false };
      },
    },
  };
}
