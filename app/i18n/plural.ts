/** The forms of a counted thing; which there are differs by language (CLDR). `other` is always there. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** `const counted = pluralIn("ar")`, then `counted(3, { one: …, two: …, few: …, other: … })`: the form that the language wants for the number. */
export function pluralIn(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  return (count, forms) => forms[rules.select(count)] ?? forms.other;
}
