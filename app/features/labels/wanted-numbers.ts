import { parseHumanId } from "../../../server/domain/assets/label.ts";

/**
 * Machine numbers out of a typed list: "1004, EQX1010; 1007-1009". Ranges count up and are cut at `most`; what is no number is
 * told back.
 */
export function wantedNumbers(text: string, most: number): { humanIds: string[]; unknown: string[] } {
  const found = new Set<string>();
  const unknown: string[] = [];
  for (const word of text.split(/[\s,;،؛，、；]+/).filter(Boolean)) {
    const [, from, to] = /^(?:eqx)?0*(\d+)(?:-|–)(?:eqx)?0*(\d+)$/i.exec(word) ?? [];
    const single = parseHumanId(word);
    if (from && to && Number(from) <= Number(to)) {
      for (let number = Number(from); number <= Number(to) && found.size < most; number++) found.add(`EQX${number}`);
    } else if (single) found.add(single);
    else unknown.push(word);
  }
  return { humanIds: [...found].slice(0, most), unknown };
}
