/**
 * Proves that what the documents point at exists: relative links and pictures, anchors of headings, and paths of the repository in
 * backticks. Run by `bun run check`.
 */
import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const root = new URL("../..", import.meta.url).pathname;
const DOCUMENTS = ["*.md", "docs/**/*.md", "bench/*.md"];
/** What a path in backticks begins with; other words with a slash in them are no paths (`ON/OFF`, `text/csv`, `/api/v1`). */
const TOP = new Set(["app", "server", "db", "jobs", "public", "bench", "e2e", "docs", ".ci"]);
/** Files of the top level are named without a slash. */
const TOP_FILE = /^(?:[A-Za-z][\w.-]*\.(?:md|json|toml|ts|lock)|\.env\.example|\.oxlintrc\.json)$/;

/** What is cited, with its line: `path` relative to the repository, `anchor` of a heading where one is asked for. */
type Citation = { line: number; text: string; path: string; anchor?: string | undefined };

/** Citations of one document. Code blocks are left out: they are examples, not references. */
export function citationsOf(document: string, markdown: string): Citation[] {
  const found: Citation[] = [];
  let inBlock = false;
  for (const [at, line] of markdown.split("\n").entries()) {
    if (/^\s*(```|~~~)/.test(line)) inBlock = !inBlock;
    if (inBlock) continue;
    for (const [, target] of line.replaceAll(/`[^`]*`/g, "").matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)) {
      if (!target || /^[a-z][a-z+.-]*:/i.test(target)) continue;
      const [path, anchor] = decodeURI(target).split("#") as [string, string | undefined];
      found.push({
        line: at + 1,
        text: target,
        path: path ? normalize(join(dirname(document), path)) : document,
        anchor,
      });
    }
    for (const [, code] of line.matchAll(/`([^`]+)`/g)) {
      // A place in a file (`x.ts:12`) is cited by its file.
      const path = code!.replace(/:\d+(-\d+)?$/, "");
      const isPath = /^[\w.[\]()@*{},-]+(\/[\w.[\]()@*{},-]*)+$/.test(path)
        ? TOP.has(path.split("/")[0]!)
        : TOP_FILE.test(path);
      if (isPath) found.push({ line: at + 1, text: code!, path });
    }
  }
  return found;
}

/** The anchor that a heading gets on GitHub. */
export const anchorOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[`*]|\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");

async function exists({ path, anchor }: Citation): Promise<boolean> {
  if (/[*{]/.test(path))
    return (await Array.fromAsync(new Bun.Glob(path).scan({ cwd: root, dot: true, onlyFiles: false }))).length > 0;
  if (!existsSync(join(root, path))) return false;
  if (!anchor || !path.endsWith(".md")) return true;
  const headings = (await Bun.file(join(root, path)).text()).matchAll(/^#{1,6}\s+(.+)$/gm);
  return [...headings].some(([, heading]) => anchorOf(heading!) === anchor);
}

async function checkDocuments(): Promise<{ checked: number; faults: string[] }> {
  const lists = await Promise.all(
    DOCUMENTS.map((pattern) => Array.fromAsync(new Bun.Glob(pattern).scan({ cwd: root }))),
  );
  const documents = lists.flat().filter((name) => !name.startsWith("node_modules/"));
  const faults: string[] = [];
  let checked = 0;
  for (const document of documents.sort()) {
    for (const citation of citationsOf(document, await Bun.file(join(root, document)).text())) {
      checked += 1;
      if (!(await exists(citation))) faults.push(`${document}:${citation.line}: ${citation.text} does not exist`);
    }
  }
  return { checked, faults };
}

if (import.meta.main) {
  const { checked, faults } = await checkDocuments();
  for (const fault of faults) console.error(fault);
  console.log(`${checked} citations checked, ${faults.length} broken`);
  process.exit(faults.length > 0 ? 1 : 0);
}
