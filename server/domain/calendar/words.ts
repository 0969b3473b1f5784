/** The words of a calendar feed: a calendar program shows them without the app, so they are made here. */
import type { EquipmentType } from "../assets/schema.ts";
import type { TaskKind } from "../tasks/words.ts";

const en = {
  calendar: (organization: string) => `${organization}: rental`,
  task: {
    TRANSPORT: "Transport",
    PICK_UP: "Pick-up",
    SERVICE: "Service",
    INSPECTION: "Inspection",
  } as Record<TaskKind, string>,
  to: (site: string) => `To ${site}`,
  timesAt: (zone: string) => `Days at the site (${zone})`,
  dueBack: "Due back",
  reserved: "Reserved",
  requested: "Requested",
  servicePlanned: "Service planned",
  serviceDue: "Service due",
  type: {
    EXCAVATOR: "excavator",
    WHEEL_LOADER: "wheel loader",
    BACKHOE_LOADER: "backhoe loader",
    DOZER: "dozer",
    GRADER: "grader",
    DUMPER: "dumper",
    ROLLER: "roller",
    SKID_STEER_LOADER: "skid steer loader",
    TELEHANDLER: "telehandler",
    TRENCHER: "trencher",
  } as Record<EquipmentType, string>,
};
export type CalendarWords = typeof en;

const de: CalendarWords = {
  calendar: (organization) => `${organization}: Vermietung`,
  task: { TRANSPORT: "Transport", PICK_UP: "Abholung", SERVICE: "Wartung", INSPECTION: "Prüfung" },
  to: (site) => `Nach ${site}`,
  timesAt: (zone) => `Tage an der Baustelle (${zone})`,
  dueBack: "Rückgabe fällig",
  reserved: "Reserviert",
  requested: "Angefragt",
  servicePlanned: "Wartung geplant",
  serviceDue: "Wartung fällig",
  type: {
    EXCAVATOR: "Bagger",
    WHEEL_LOADER: "Radlader",
    BACKHOE_LOADER: "Baggerlader",
    DOZER: "Planierraupe",
    GRADER: "Grader",
    DUMPER: "Muldenkipper",
    ROLLER: "Walze",
    SKID_STEER_LOADER: "Kompaktlader",
    TELEHANDLER: "Teleskoplader",
    TRENCHER: "Grabenfräse",
  },
};

/** In the language of a BCP 47 tag where it is spoken here, else in English. */
export const wordsIn = (locale: string): CalendarWords => (/^de\b/i.test(locale) ? de : en);
