export const batch = {
  add: "Add",
  list: "Machines in this batch",
  none: "No machine yet",
  noneHint: "Hold a label into the camera or type a number.",
  count: (count: number, shown: string) => (count === 1 ? "1 machine" : `${shown} machines`),
  added: "{{ humanId }} added",
  twice: "{{ humanId }} is in the list already",
  full: "A batch holds 100 machines. Finish this one first.",
  remove: "Take {{ humanId }} off the list",
  clear: "Clear the list",
  looking: "Looking the machine up",
  offline:
    "Without a connection machines cannot be looked up. Those that are in the list can be handed over: each is stored and sent later.",
  action: { label: "What to do with them", SEND_OUT: "Send out", TAKE_BACK: "Take back", RESERVE: "Reserve" },
  meter: "Meter of {{ humanId }}",
  notes: "Note",
  notesHint: "Goes with each of the machines, as do photos",
  site: "To which site",
  siteHint: "Sites that all of these machines may go to",
  noSite: "No site can take all of these machines. Take some off the list.",
  reservation: "Into which reservation",
  chooseReservation: "Choose a reservation",
  reservationName: "{{ quantity }} × {{ type }}, {{ site }}, {{ from }} to {{ to }} ({{ given }} given)",
  noReservation: "There is no confirmed reservation that still needs machines.",
  leftOut: {
    SEND_OUT: "Cannot be sent out",
    TAKE_BACK: "Is not out",
    RESERVE: "Cannot be reserved",
  },
  submit: {
    SEND_OUT: (count: number, shown: string) => (count === 1 ? "Send out 1 machine" : `Send out all ${shown}`),
    TAKE_BACK: (count: number, shown: string) => (count === 1 ? "Take back 1 machine" : `Take back all ${shown}`),
    RESERVE: (count: number, shown: string) => (count === 1 ? "Reserve 1 machine" : `Reserve all ${shown}`),
  },
  retry: (count: number, shown: string) =>
    count === 1 ? "Try the refused one again" : `Try the ${shown} refused again`,
  resend: "Send again",
  unsent: "No answer came. Nothing is lost: send it again, no machine is handed over twice.",
  problem: {
    meter: "Check the meters: each needs a figure that is not below the last one.",
    site: "Choose a site.",
    due: "Choose a due time that lies ahead.",
    reservation: "Choose a reservation.",
    none: "None of these machines can take part. Choose another action or scan more.",
  },
  outcome: { done: "Done", refused: "Refused", waits: "Waits" },
  result: {
    stored: (count: number, shown: string) =>
      count === 1
        ? "1 machine is stored on this device and goes out when there is signal"
        : `${shown} machines are stored on this device and go out when there is signal`,
    all: (count: number, shown: string) => (count === 1 ? "1 machine is done" : `All ${shown} machines are done`),
    some: "{{ done }} of {{ total }} are done, {{ refused }} refused",
    next: "Next batch",
  },
};
