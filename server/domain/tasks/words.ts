/** Words of tasks, for the table and for the shapes. */
export const TASK_KINDS = ["TRANSPORT", "PICK_UP", "SERVICE", "INSPECTION"] as const;
/** ASSIGNED has somebody who will do it; DONE and CANCELLED are closed and may be reopened. */
export const TASK_STATES = ["OPEN", "ASSIGNED", "IN_WORK", "DONE", "CANCELLED"] as const;

export type TaskKind = (typeof TASK_KINDS)[number];
export type TaskState = (typeof TASK_STATES)[number];

/** What the person who did it read off and answered on the phone. */
export type TaskAnswers = {
  engineHours?: number | undefined;
  fuelL?: number | undefined;
  clean?: boolean | undefined;
  complete?: boolean | undefined;
};
