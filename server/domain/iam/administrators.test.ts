import { describe, expect, test } from "bun:test";
import { adminRoleOf, isAdministrator, judgePlace, ROLES_OF, roleFits } from "./administrators.ts";
import { ORG_TYPES, ROLES } from "./claims.ts";

const place = (role: (typeof ROLES)[number], rest: { siteIds?: string[] | null; active?: boolean } = {}) => ({
  role,
  siteIds: null,
  active: true,
  ...rest,
});

describe("roles", () => {
  test("belong to one type of organisation each, and to all together", () => {
    expect(ORG_TYPES.flatMap((type) => ROLES_OF[type]).toSorted()).toEqual([...ROLES].toSorted());
    for (const role of ROLES) expect(ORG_TYPES.filter((type) => roleFits(type, role))).toHaveLength(1);
  });

  test("make an administrator only of an active member with the highest one who is bound to no sites", () => {
    for (const type of ORG_TYPES) {
      const highest = adminRoleOf(type);
      expect(isAdministrator(type, place(highest))).toBe(true);
      expect(isAdministrator(type, place(highest, { active: false }))).toBe(false);
      expect(isAdministrator(type, place(highest, { siteIds: ["a"] }))).toBe(false);
      expect(isAdministrator(type, place(highest, { siteIds: [] }))).toBe(false);
      for (const role of ROLES.filter((one) => one !== highest))
        expect(isAdministrator(type, place(role)), `${type} ${role}`).toBe(false);
    }
  });
});

describe("a change of place", () => {
  const judge = (after: ReturnType<typeof place>, otherAdmins: number, before = place("CUSTOMER_SUPERVISOR")) =>
    judgePlace({ orgType: "CUSTOMER", before, after, otherAdmins });

  test("is refused to the last administrator in every way of ceasing to be one", () => {
    for (const after of [
      place("OPERATOR"),
      place("CUSTOMER_SUPERVISOR", { active: false }),
      place("CUSTOMER_SUPERVISOR", { siteIds: ["a"] }),
    ]) {
      expect(judge(after, 0)).toEqual({ ok: false, code: "member.last_admin" });
      expect(judge(after, 1)).toEqual({ ok: true });
    }
    expect(judge(place("CUSTOMER_SUPERVISOR"), 0)).toEqual({ ok: true });
  });

  test("is free for those who are no administrators", () => {
    for (const before of [place("OPERATOR"), place("CUSTOMER_SUPERVISOR", { siteIds: ["a"] })])
      expect(judge(place("OPERATOR", { active: false }), 0, before)).toEqual({ ok: true });
  });

  test("takes only roles of the organisation's type, and sites only where there are some to be bound to", () => {
    expect(judge(place("DEALER_ADMIN"), 5)).toEqual({ ok: false, code: "member.role_unfit" });
    const bound = place("CAT_ADMIN", { siteIds: ["a"] });
    expect(judgePlace({ orgType: "CATERPILLAR", before: null, after: bound, otherAdmins: 5 })).toEqual({
      ok: false,
      code: "member.sites_unfit",
    });
  });
});
