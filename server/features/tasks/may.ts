/** Who may do what with a task that they see. */
import type { Claims } from "../../domain/iam/claims.ts";

type Whose = {
  orgOwnerId: string;
  dealerId: string;
  assigneeUserId: string | null;
  assigneeOrgId: string | null;
};

/** HQ, the task's dealer, and a customer about what its own people asked for. Operators plan nothing. */
export function mayPlan(actor: Claims, task: Whose): boolean {
  if (actor.role === "OPERATOR") return false;
  return actor.orgType === "CATERPILLAR" || actor.orgId === task.dealerId || actor.orgId === task.orgOwnerId;
}

/** Whoever it is assigned to, and those who may plan it: somebody has to close what a colleague forgot. */
export function mayWork(actor: Claims, task: Whose): boolean {
  const mine = task.assigneeUserId === actor.sub && task.assigneeOrgId === actor.orgId;
  const ofColleague = task.assigneeOrgId === actor.orgId && actor.role !== "OPERATOR";
  return mine || ofColleague || mayPlan(actor, task);
}
