/** Identity tables whose rows have a person, and by which column that one alone may be told of them; null is nobody. */
export const OF_PEOPLE: Record<string, string | null> = {
  users: "id",
  sessions: "user_id",
  passkeys: "user_id",
  accounts: null,
  badge_secrets: null,
};
